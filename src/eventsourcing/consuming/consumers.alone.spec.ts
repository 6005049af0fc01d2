import { sealed } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable } from '../../../test/support/box/box.projection';
import { commitOf, commitsOf } from '../../../test/support/commit-of';
import {
  MemoryDoorbells,
  NO_HURRY,
  PassingError,
  projectorOf,
  slowLogOf,
} from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { untyped } from '../../../test/support/projecting';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { Commit } from '../log/commit';
import { table, type Table } from '../reading/table';
import type { Consumers } from './consumers';
import type { Projection, ProjectionRow } from './projection';
import type { ProjectionWrite, StoredRow } from './projection-store';

const STREAM = 'shop/box#one';
const brokenTable = table<ProjectionRow>()('BrokenTable', { key: ['id'] });
const boxes = untyped(new BoxProjection());
/** A second follower of boxes, whose table fails as a test tells it to. */
const broken: Projection = {
  ...boxes,
  name: 'shop/broken',
  table: brokenTable,
  initial: (id) => ({ id, version: 0 }),
  on: { 'shop/box/labelled': (row: ProjectionRow) => row, 'shop/box/sealed': (row: ProjectionRow) => row },
};

class HalfBrokenStore extends MemoryProjectionStore {
  /** What reading or writing the broken table throws; asked each time. */
  reading: () => Error | undefined = () => undefined;
  writing: () => Error | undefined = () => undefined;
  attempts = 0;

  override rows(of: Table, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const error = of.name === brokenTable.name ? this.reading() : undefined;
    return error ? Promise.reject(error) : super.rows(of, ids);
  }

  override write(step: ProjectionWrite): Promise<'written' | 'stale'> {
    if (step.table.name === brokenTable.name) this.attempts += 1;
    const error = step.table.name === brokenTable.name ? this.writing() : undefined;
    return error ? Promise.reject(error) : super.write(step);
  }
}

describe('a consumer that fails', () => {
  const time = useVirtualTime();
  let log: MemoryEventStore;
  let store: HalfBrokenStore;
  let doorbells: MemoryDoorbells;
  let logger: RecordingLogger;
  let consumers: Consumers;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new HalfBrokenStore();
    doorbells = new MemoryDoorbells();
    logger = new RecordingLogger();
    consumers = projectorOf([broken, boxes], store, { log, doorbells, logger });
  });

  async function recorded(...commits: readonly Commit[]): Promise<readonly Commit[]> {
    for (const commit of commits) await log.append(commit);
    return commits;
  }
  const versionIn = (of: Table): unknown => store.tables.rows(of as Table<ProjectionRow>)[0]?.version;
  const burning = (): Error => new Error('burning');

  it('leaves the others and the queue alone, and is rung once for a stream', async () => {
    store.writing = burning;
    const batch = await recorded(...commitsOf(STREAM, 3, sealed), ...commitsOf('shop/box#two', 2, sealed));
    await expect(consumers.take(batch, NO_HURRY)).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 3 }, { version: 2 }]);
    const since = new Date(Date.now()).toISOString();
    expect(doorbells.rung).toEqual([
      { function: 'ShopProjector', consumer: 'shop/broken', stream: STREAM, since, reason: 'Error: burning' },
      {
        function: 'ShopProjector',
        consumer: 'shop/broken',
        stream: 'shop/box#two',
        since,
        reason: 'Error: burning',
      },
    ]);
    expect(time.pauses).toEqual([]);
  });

  it('is tried again at once for what passes by itself, for up to two seconds', async () => {
    let failures = 3;
    store.writing = () => (failures-- > 0 ? new PassingError('throttled') : undefined);
    await consumers.take(await recorded(...commitsOf(STREAM, 2, sealed)), NO_HURRY);
    expect(versionIn(brokenTable)).toBe(2);
    expect(doorbells.rung).toEqual([]);
    expect(time.pauses).toHaveLength(3);

    store.writing = () => new PassingError('throttled');
    const start = Date.now();
    await consumers.take(await recorded(commitOf(STREAM, 3, sealed)), NO_HURRY);
    expect(doorbells.rung).toMatchObject([{ reason: 'Error: throttled' }]);
    expect(Date.now() - start).toBeGreaterThan(1_000);
    expect(Date.now() - start).toBeLessThanOrEqual(2_000);
  });

  it('is not tried again when the invocation is about to end', async () => {
    store.writing = () => new PassingError('throttled');
    const until = Date.now() + 100;
    await consumers.take(await recorded(...commitsOf(STREAM, 1, sealed)), until);
    expect(Date.now()).toBeLessThanOrEqual(until);
    expect(doorbells.rung).toHaveLength(1);
  });

  it('is rung for each stream when its checkpoints cannot be read', async () => {
    store.reading = burning;
    const all = await recorded(...commitsOf(STREAM, 3, sealed), ...commitsOf('shop/box#two', 2, sealed));
    // Where it stands before the first commit of a stream, it knows without reading.
    const batch = all.filter(({ version }) => version > 1);
    await expect(consumers.take(batch, NO_HURRY)).resolves.toEqual(new Set());
    expect(doorbells.rung.map(({ stream }) => stream)).toEqual([STREAM, 'shop/box#two']);
    expect(store.tables.rows(boxesTable)).toHaveLength(2);
  });

  it('is rung each time as long as nobody knows where it stands', async () => {
    store.reading = burning;
    for (const commit of (await recorded(...commitsOf(STREAM, 3, sealed))).slice(1))
      await consumers.take([commit], NO_HURRY);
    expect(doorbells.rung).toHaveLength(2);
  });

  it('gives back what it has not taken, and all that follows, when it cannot be rung', async () => {
    const [first, ...rest] = await recorded(...commitsOf(STREAM, 3, sealed));
    await consumers.take(first ? [first] : [], NO_HURRY);
    store.writing = burning;
    doorbells.failure = new Error('no queue');
    const other = await recorded(commitOf('shop/box#two', 1, sealed));
    store.writing = () => (store.tables.rows(brokenTable).length > 1 ? undefined : burning());
    const batch = [...(first ? [first] : []), ...rest];
    await expect(consumers.take(batch, NO_HURRY)).resolves.toEqual(new Set(rest));
    expect(logger.messages('error')).toEqual(['consumer stopped', 'doorbell not sent']);
    expect(versionIn(boxesTable)).toBe(3);
    store.writing = () => undefined;
    await expect(consumers.take([...other, ...batch], NO_HURRY)).resolves.toEqual(new Set());
    expect(versionIn(brokenTable)).toBe(3);
  });

  describe('in a busy stream', () => {
    const commits = commitsOf(STREAM, 4, sealed);
    const rings = (): number => doorbells.rung.length;

    beforeEach(async () => {
      await recorded(...commits);
      store.writing = burning;
    });

    const deliver = async (version: number): Promise<void> => {
      const commit = commits[version - 1];
      await consumers.take(commit ? [commit] : [], NO_HURRY);
    };

    it('is rung once while it stands where it stood, and still tries each commit', async () => {
      await deliver(1);
      await deliver(2);
      await deliver(3);
      expect(rings()).toBe(1);
      expect(store.attempts).toBe(3);
    });

    it('is rung again after a quarter of an hour, since its first failure', async () => {
      await deliver(1);
      const { since } = doorbells.rung[0] ?? {};
      jest.mocked(Date.now).mockReturnValue(Date.now() + 15 * 60_000 - 1);
      await deliver(2);
      expect(rings()).toBe(1);
      jest.mocked(Date.now).mockReturnValue(Date.now() + 1);
      await deliver(3);
      expect(rings()).toBe(2);
      expect(doorbells.rung[1]?.since).toBe(since);
    });

    it('is rung again when it has moved: then the first doorbell may have been answered', async () => {
      await deliver(1);
      const elsewhere = projectorOf([broken], new MemoryProjectionStore(store.tables), { log });
      await elsewhere.take(commits.slice(0, 2), NO_HURRY);
      await deliver(3);
      expect(rings()).toBe(2);
    });

    it('heals by itself with the next commit once its fault is gone', async () => {
      await deliver(1);
      store.writing = () => undefined;
      await deliver(3);
      // The log has the rest by then.
      expect(versionIn(brokenTable)).toBe(4);
      expect(rings()).toBe(1);
    });
  });

  it('keeps what it has done when the time is up, and is rung for the rest', async () => {
    const commits = commitsOf(STREAM, 4, sealed);
    const until = Date.now() + 500;
    const slow = projectorOf([boxes], store, { log: slowLogOf(commits, until), doorbells });
    await expect(slow.take(commits.slice(3), until)).resolves.toEqual(new Set());
    expect(versionIn(boxesTable)).toBe(2);
    expect(doorbells.rung).toMatchObject([{ reason: expect.stringContaining('OutOfTimeError') as unknown }]);
  });
});
