import {
  MemoryDoorbells,
  NO_HURRY,
  PassingError,
  projectorOf,
} from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { BoxProjection, boxesTable } from '../../../test/support/box/box.projection';
import { sealed } from '../../../test/support/box/box.events';
import { commitsOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { ProjectionWrite } from './projection-store';

/** A store in which something else happens just before each write, until there is no more of it. */
class ContestedStore extends MemoryProjectionStore {
  attempts = 0;

  constructor(private readonly interference: (() => void)[]) {
    super();
  }

  override write(step: ProjectionWrite): Promise<'written' | 'stale'> {
    this.attempts += 1;
    this.interference.shift()?.();
    return super.write(step);
  }

  /** Another writer has brought the row of box one to this version. */
  overtake(version: number): void {
    this.tables.put(boxesTable, { id: 'one', version, label: 'rival', sealed: false });
  }
}

describe('Consumers among rivals', () => {
  const commits = commitsOf('shop/box#one', 3, sealed);
  let doorbells: MemoryDoorbells;
  useVirtualTime();

  beforeEach(() => {
    doorbells = new MemoryDoorbells();
  });

  async function projectWith(store: MemoryProjectionStore, batch = commits): Promise<void> {
    const log = new MemoryEventStore();
    for (const commit of commits) await log.append(commit);
    const projector = projectorOf([untyped(new BoxProjection())], store, { log, doorbells });
    await expect(projector.take(batch, NO_HURRY)).resolves.toEqual(new Set());
  }

  it('start again from the newer row when another writer was faster', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.overtake(2);
      },
    ]);
    await projectWith(store);
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: 'rival', sealed: true }]);
    expect(store.attempts).toBe(2);
  });

  it('have nothing left to do when the other writer did all of it', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.overtake(3);
      },
    ]);
    await projectWith(store);
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 3, label: 'rival', sealed: false }]);
    expect(store.attempts).toBe(1);
  });

  it('start from nothing again when the row is gone', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.tables.delete(boxesTable, { id: 'one' });
      },
    ]);
    store.overtake(1);
    await projectWith(store);
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: '', sealed: true }]);
  });

  it('take a write whose answer was lost for done', async () => {
    class ForgetfulStore extends MemoryProjectionStore {
      override async write(step: ProjectionWrite): Promise<'written' | 'stale'> {
        const result = await super.write(step);
        if (this.writes.length === 1) throw new PassingError('time-out');
        return result;
      }
    }
    const store = new ForgetfulStore();
    await projectWith(store);
    expect(store.writes).toHaveLength(1);
    expect(doorbells.rung).toEqual([]);
  });

  it('give up after two seconds of it, and are rung', async () => {
    const flicker = Array.from({ length: 200 }, (_, index) => () => {
      store.overtake(index % 2 === 0 ? 1 : 2);
    });
    const store: ContestedStore = new ContestedStore(flicker);
    const start = Date.now();
    await projectWith(store);
    expect(store.attempts).toBeGreaterThan(5);
    expect(Date.now() - start).toBeLessThanOrEqual(2_000);
    expect(doorbells.rung).toMatchObject([
      { reason: expect.stringContaining('StaleCheckpointError') as unknown },
    ]);
  });

  it('keep what was written before the store failed', async () => {
    class FailingStore extends MemoryProjectionStore {
      override write(step: ProjectionWrite): Promise<'written' | 'stale'> {
        return step.basedOn ? Promise.reject(new Error('no such table')) : super.write(step);
      }
    }
    const store = new FailingStore();
    await projectWith(store, commits.slice(0, 1));
    await projectWith(store);
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 1 }]);
    expect(doorbells.rung).toMatchObject([{ reason: 'Error: no such table' }]);
  });
});
