import { labelled, sealed } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable, type BoxRow } from '../../../test/support/box/box.projection';
import { commitOf } from '../../../test/support/commit-of';
import { MemoryDoorbells, NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { untyped } from '../../../test/support/projecting';
import type { Consistency } from '../page';
import type { Table } from '../reading/table';
import type { Consumers } from './consumers';
import type { StoredRow } from './projection-store';

const STREAM = 'shop/box#one';

/** Tells how it was read; a read without consistency can be made to show the past. */
class WatchedStore extends MemoryProjectionStore {
  readonly reads: ('consistent' | 'eventual')[] = [];
  past: BoxRow | undefined;
  refused = 0;

  override async rows(
    table: Table,
    ids: readonly string[],
    { consistent = false }: Consistency = {},
  ): Promise<ReadonlyMap<string, StoredRow>> {
    this.reads.push(consistent ? 'consistent' : 'eventual');
    const rows = await super.rows(table, ids);
    return consistent || !this.past ? rows : new Map([['one', { row: this.past, revision: 1 }]]);
  }

  override async write(
    ...args: Parameters<MemoryProjectionStore['write']>
  ): ReturnType<MemoryProjectionStore['write']> {
    const outcome = await super.write(...args);
    if (outcome === 'stale') this.refused += 1;
    return outcome;
  }
}

describe('where a projection probably stands', () => {
  const commits = [
    commitOf(STREAM, 1, labelled('a')),
    commitOf(STREAM, 2, labelled('b')),
    commitOf(STREAM, 3, labelled('c')),
    commitOf(STREAM, 4, sealed),
  ] as const;
  const [first, second, third, fourth] = commits;
  let log: MemoryEventStore;
  let store: WatchedStore;
  let doorbells: MemoryDoorbells;
  let one: Consumers;
  let another: Consumers;

  beforeEach(async () => {
    log = new MemoryEventStore();
    store = new WatchedStore();
    doorbells = new MemoryDoorbells();
    for (const commit of commits) await log.append(commit);
    const start = (): Consumers => projectorOf([untyped(new BoxProjection())], store, { log, doorbells });
    one = start();
    another = start();
  });

  afterEach(() => {
    expect(doorbells.rung).toEqual([]);
  });

  const row = (): object | undefined => store.tables.rows(boxesTable)[0];

  it('is nowhere before the first commit of a stream, and where it wrote last: nothing is read', async () => {
    for (const commit of commits) await one.take([commit], NO_HURRY);
    expect(store.reads).toEqual([]);
    expect(row()).toEqual({ id: 'one', version: 4, label: 'c', sealed: true });
  });

  it('is read at half the price when another process wrote last', async () => {
    await one.take([first], NO_HURRY);
    await another.take([second], NO_HURRY);
    await one.take([third], NO_HURRY);
    expect(store.reads).toEqual(['eventual', 'eventual']);
    expect(row()).toMatchObject({ version: 3, label: 'c' });
  });

  it('is read with consistency when what was delivered does not come right after it', async () => {
    await one.take([first], NO_HURRY);
    await one.take([third], NO_HURRY);
    expect(store.reads).toEqual(['eventual', 'consistent']);
    expect(row()).toMatchObject({ version: 4, label: 'c' });
    await one.take([second], NO_HURRY);
    expect(store.reads.slice(2)).toEqual(['eventual', 'consistent']);
    expect(store.writes).toHaveLength(2);
  });

  it('is wrong when a new stream is delivered again to another process: the write is refused, and nothing lost', async () => {
    await one.take([first, second], NO_HURRY);
    await another.take([first, second, third], NO_HURRY);
    expect(store.refused).toBe(1);
    expect(store.reads).toEqual(['consistent']);
    expect(row()).toMatchObject({ version: 3, label: 'c' });
  });

  it('is wrong when a read without consistency shows the past: the write is refused, and nothing lost', async () => {
    await one.take([first, second, third], NO_HURRY);
    store.past = { id: 'one', version: 2, label: 'b', sealed: false };
    await another.take([third, fourth], NO_HURRY);
    expect(store.refused).toBe(1);
    expect(store.reads).toEqual(['eventual', 'consistent']);
    expect(row()).toEqual({ id: 'one', version: 4, label: 'c', sealed: true });
  });

  it('is forgotten when the row was reset behind its back', async () => {
    await one.take([first, second], NO_HURRY);
    store.tables.put(boxesTable, { id: 'one', version: 1, label: 'restored', sealed: false });
    await one.take([third], NO_HURRY);
    expect(store.refused).toBe(1);
    expect(row()).toMatchObject({ version: 4, sealed: true });
  });

  it('takes one write for all commits of a stream in a batch', async () => {
    await one.take([...commits, first], NO_HURRY);
    expect(store.writes).toHaveLength(1);
    expect(store.reads).toEqual([]);
  });
});
