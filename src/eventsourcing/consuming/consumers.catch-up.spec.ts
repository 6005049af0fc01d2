import { sealed } from '../../../test/support/box/box.events';
import { BoxProjection, boxesTable } from '../../../test/support/box/box.projection';
import { commitOf, commitsOf } from '../../../test/support/commit-of';
import {
  MemoryDoorbells,
  NO_HURRY,
  projectorOf,
  slowLogOf,
} from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { untyped } from '../../../test/support/projecting';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { Commit } from '../log/commit';
import { table } from '../reading/table';
import type { Consumers } from './consumers';
import type { Projection, ProjectionRow } from './projection';

const STREAM = 'shop/box#one';
const othersTable = table<ProjectionRow>()('OthersTable', { key: ['id'] });
const boxes = untyped(new BoxProjection());
const others: Projection = {
  ...boxes,
  name: 'shop/others',
  table: othersTable,
  initial: (id) => ({ id, version: 0 }),
};

describe('a consumer that is rung', () => {
  useVirtualTime();
  let log: MemoryEventStore;
  let store: MemoryProjectionStore;
  let doorbells: MemoryDoorbells;
  let consumers: Consumers;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new MemoryProjectionStore();
    doorbells = new MemoryDoorbells();
    consumers = projectorOf([boxes, others], store, { log, doorbells });
  });

  const record = async (...commits: readonly Commit[]): Promise<void> => {
    for (const commit of commits) await log.append(commit);
  };
  const version = (): unknown => store.tables.rows(boxesTable)[0]?.version;

  it('catches up from where it stands to the end of the stream', async () => {
    await record(...commitsOf(STREAM, 3, sealed));
    const ring = { consumer: 'shop/boxes', stream: STREAM };
    const done = { from: 0, version: 3, isFinished: true };
    await expect(consumers.catchUp(ring, NO_HURRY)).resolves.toEqual(done);
    await expect(consumers.catchUp(ring, NO_HURRY)).resolves.toEqual({ ...done, from: 3 });
    expect(store.writes).toHaveLength(1);
    expect(store.tables.rows(othersTable)).toEqual([]);
  });

  it('says how far it has come when the time is up', async () => {
    const until = Date.now() + 500;
    const slow = slowLogOf(commitsOf(STREAM, 4, sealed), until);
    const caughtUp = projectorOf([boxes], store, { log: slow }).catchUp(
      { consumer: 'shop/boxes', stream: STREAM },
      until,
    );
    await expect(caughtUp).resolves.toEqual({ from: 0, version: 2, isFinished: false });
    expect(version()).toBe(2);
  });

  it('throws what stands in its way, rings nothing, and keeps what comes before', async () => {
    await record(commitOf(STREAM, 1, sealed), commitOf(STREAM, 2, { type: 'shop/box/burnt', data: {} }));
    const ring = { consumer: 'shop/boxes', stream: STREAM };
    await expect(consumers.catchUp(ring, NO_HURRY)).rejects.toThrow('shop/box/burnt at version 2');
    expect(version()).toBe(1);
    expect(doorbells.rung).toEqual([]);
  });

  it.each([
    ['shop/shelves', STREAM, 'ShopProjector has no consumer shop/shelves; it has shop/boxes, shop/others.'],
    ['shop/boxes', 'shop/cart#1', 'shop/boxes does not follow shop/cart#1; it follows streams of shop/box.'],
  ])('refuses to ring %s for %s', async (consumer, stream, message) => {
    await expect(consumers.catchUp({ consumer, stream }, NO_HURRY)).rejects.toThrow(message);
  });
});
