import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { BoxProjection, boxesTable } from '../../../test/support/box/box.projection';
import { labelled, sealed } from '../../../test/support/box/box.events';
import { commitsOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import type { Commit } from '../log/commit';
import { EventSchemas } from '../log/event-schemas';
import { table } from '../reading/table';
import type { ProjectionRow } from '../consuming/projection';
import type { ProjectionWrite } from '../consuming/projection-store';
import { Projector } from '../consuming/projector';

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

describe('Projector among rivals', () => {
  const commits = commitsOf('shop/box#one', 3, sealed);
  const schemas = new EventSchemas([]);
  const logger = new RecordingLogger();

  async function projectWith(store: MemoryProjectionStore, batch = commits): Promise<ReadonlySet<Commit>> {
    const log = new MemoryEventStore();
    for (const commit of commits) await log.append(commit);
    return new Projector([untyped(new BoxProjection())], store, log, schemas, logger).project(batch);
  }

  beforeEach(() => {
    logger.entries.length = 0;
  });

  it('starts again from the newer row when another writer was faster', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.overtake(2);
      },
    ]);
    await expect(projectWith(store)).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: 'rival', sealed: true }]);
    expect(store.attempts).toBe(2);
  });

  it('has nothing left to do when the other writer did all of it', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.overtake(3);
      },
    ]);
    await expect(projectWith(store)).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 3, label: 'rival', sealed: false }]);
    expect(store.attempts).toBe(1);
  });

  it('starts from nothing again when the row is gone', async () => {
    const store: ContestedStore = new ContestedStore([
      () => {
        store.tables.delete(boxesTable, { id: 'one' });
      },
    ]);
    store.overtake(1);
    await expect(projectWith(store)).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: '', sealed: true }]);
  });

  it('gives up after five restarts and gives the commits back', async () => {
    const flicker = Array.from({ length: 20 }, (_, index) => () => {
      store.overtake(index % 2 === 0 ? 1 : 2);
    });
    const store: ContestedStore = new ContestedStore(flicker);
    await expect(projectWith(store)).resolves.toEqual(new Set(commits.slice(1)));
    expect(store.attempts).toBe(6);
    expect(logger.entries.at(-1)).toMatchObject({
      message: 'projection stopped',
      fields: { error: new Error('Another writer was faster 5 times in a row.') },
    });
  });

  it('gives the commits back when the store fails, with what was written before kept', async () => {
    class FailingStore extends MemoryProjectionStore {
      override write(step: ProjectionWrite): Promise<'written' | 'stale'> {
        return step.basedOn === 0 ? super.write(step) : Promise.reject(new Error('throttled'));
      }
    }
    const store = new FailingStore();
    await projectWith(store, commits.slice(0, 1));
    await expect(projectWith(store)).resolves.toEqual(new Set(commits.slice(1)));
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 1 }]);
  });

  it('fails as a whole when the rows cannot be read', async () => {
    class UnreadableStore extends MemoryProjectionStore {
      override rows(): Promise<ReadonlyMap<string, ProjectionRow>> {
        return Promise.reject(new Error('no such table'));
      }
    }
    await expect(projectWith(new UnreadableStore())).rejects.toThrow('no such table');
  });

  it('gives back what one projection could not apply while another goes on', async () => {
    const store = new MemoryProjectionStore();
    const labels = {
      ...untyped(new BoxProjection()),
      table: table<ProjectionRow>()('LabelsTable', { key: ['id'] }),
      initial: (id: string) => ({ id, version: 0 }),
    };
    const lame = { ...labels, on: { 'shop/box/labelled': (row: ProjectionRow) => row } };
    const log = new MemoryEventStore();
    const batch = [...commitsOf('shop/box#one', 1, labelled('toys')), ...commits.slice(1)];
    const projector = new Projector([untyped(new BoxProjection()), lame], store, log, schemas, logger);

    await expect(projector.project(batch)).resolves.toEqual(new Set(batch.slice(1)));
    expect(store.tables.rows(boxesTable)).toMatchObject([{ version: 3, sealed: true }]);
    expect(store.tables.rows(labels.table)).toEqual([{ id: 'one', version: 1 }]);
  });
});
