import { labelled, sealed } from '../../../../test/support/box/box.events';
import { BoxProjection, boxesTable } from '../../../../test/support/box/box.projection';
import { commitOf, commitsOf } from '../../../../test/support/commit-of';
import { MemoryCatchUpQueue } from '../../../../test/support/memory/memory-catch-up-queue';
import { NO_HURRY, projectorOf } from '../../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../../test/support/memory/memory-projection-store';
import { RecordingLogger } from '../../../../test/support/memory/recording-logger';
import { untyped } from '../../../../test/support/projecting';
import { table } from '../../reading/table';
import type { Consumers } from '../consumers';
import type { Projection, ProjectionRow } from '../projection';
import { CatchUp } from './catch-up';
import { parseParked, rungAgain } from './doorbell';

const STREAM = 'shop/box#one';
const countsTable = table<ProjectionRow>()('CountsTable', { key: ['id'] });
const boxes = untyped(new BoxProjection());
const DAY = 24 * 60 * 60 * 1_000;

/** From a commit to the row, with a consumer that throws until it is repaired; virtual time. */
describe('a consumer that always throws', () => {
  let isBroken: boolean;
  let log: MemoryEventStore;
  let store: MemoryProjectionStore;
  let queue: MemoryCatchUpQueue;
  let consumers: Consumers;
  let catchUp: CatchUp;

  const step = (row: ProjectionRow): ProjectionRow => {
    if (isBroken) throw new TypeError('cannot count');
    return row;
  };
  const counts: Projection = {
    ...boxes,
    name: 'shop/counts',
    table: countsTable,
    initial: (id) => ({ id, version: 0 }),
    on: { 'shop/box/labelled': step, 'shop/box/sealed': step },
  };

  beforeEach(() => {
    isBroken = true;
    log = new MemoryEventStore();
    store = new MemoryProjectionStore();
    queue = new MemoryCatchUpQueue();
    jest.spyOn(Date, 'now').mockImplementation(() => queue.now);
    consumers = projectorOf([counts, boxes], store, { log, doorbells: queue });
    const functions = {
      catchUp: (doorbell: { consumer: string; stream: string }) => consumers.catchUp(doorbell, NO_HURRY),
    };
    catchUp = new CatchUp(queue, functions, new RecordingLogger());
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const deliver = (): Promise<void> => queue.deliver((messages) => catchUp.answer(messages));
  async function happen(...commits: ReturnType<typeof commitsOf>): Promise<void> {
    for (const commit of commits) {
      await log.append(commit);
      await expect(consumers.take([commit], NO_HURRY)).resolves.toEqual(new Set());
    }
  }
  const count = (): unknown => store.tables.get(countsTable, { id: 'one' })?.version;

  it('holds no other up, is parked after a day, and has its rows after the fix and a redrive', async () => {
    await happen(...commitsOf(STREAM, 3, sealed));
    expect(store.tables.get(boxesTable, { id: 'one' })).toMatchObject({ version: 3, sealed: true });
    expect(queue.size).toBe(1);

    const start = queue.now;
    while (queue.size > 0) await deliver();
    expect(queue.now).toBe(start + DAY);
    const [parked] = queue.parked.map((each) => parseParked(JSON.stringify(each)));
    expect(parked).toMatchObject({
      consumer: 'shop/counts',
      stream: STREAM,
      reason: 'TypeError: cannot count',
    });

    isBroken = false;
    if (parked) await queue.ring(rungAgain(parked, queue.now));
    await deliver();
    expect(count()).toBe(3);
    expect(queue.size).toBe(0);
    expect(queue.parked).toHaveLength(1);
  });

  it('is repaired within the day without anybody who rings', async () => {
    await happen(...commitsOf(STREAM, 2, sealed));
    for (let attempt = 0; attempt < 5; attempt += 1) await deliver();
    isBroken = false;
    while (queue.size > 0) await deliver();
    expect(count()).toBe(2);
    expect(queue.parked).toEqual([]);
  });

  it('heals with the next commit of the stream, and what was rung finds nothing left to do', async () => {
    await happen(...commitsOf(STREAM, 2, sealed));
    isBroken = false;
    await happen(commitOf(STREAM, 3, labelled('toys')));
    expect(count()).toBe(3);
    const writes = store.writes.length;
    await deliver();
    expect(queue.size).toBe(0);
    expect(store.writes).toHaveLength(writes);
  });
});
