import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProjectionStore } from '../../../test/support/memory/memory-projection-store';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { BoxProjection, boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { boxUpcasters, filledAt } from '../../../test/support/box/box.upcasters';
import { commitOf } from '../../../test/support/commit-of';
import { untyped } from '../../../test/support/projecting';
import type { DomainEvent } from '../../kernel/domain-event';
import type { Commit } from '../log/commit';
import { EventSchemas } from '../log/event-schemas';
import { Projector } from './projector';

const burnt = { type: 'shop/box/burnt', data: {} };

describe('Projector', () => {
  let log: MemoryEventStore;
  let store: MemoryProjectionStore;
  let logger: RecordingLogger;
  let projector: Projector;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new MemoryProjectionStore();
    logger = new RecordingLogger();
    projector = projectorWith(new EventSchemas([]));
  });

  const projectorWith = (schemas: EventSchemas): Projector =>
    new Projector([untyped(new BoxProjection())], store, log, schemas, logger);

  /** Commits of one event each, in the log. */
  async function recorded(id: string, ...events: DomainEvent[]): Promise<Commit[]> {
    const commits = events.map((event, index) => commitOf(`shop/box#${id}`, index + 1, event));
    for (const commit of commits) await log.append(commit);
    return commits;
  }

  const versionOf = (id: string): number | undefined => store.tables.get(boxesTable, { id })?.version;

  it('folds the commits of a batch into one write', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car', 'doll'), emptied('car'), sealed);
    await expect(projector.project(commits)).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 4, label: 'toys', sealed: true }]);
    expect(store.tables.rows(itemsTable)).toEqual([{ boxId: 'one', item: 'doll', since: 2 }]);
    expect(store.writes).toHaveLength(1);
    expect(logger.entries).toEqual([]);
  });

  it('has nothing to do for nothing', async () => {
    await expect(projector.project([])).resolves.toEqual(new Set());
    expect(store.writes).toEqual([]);
  });

  it('skips what is old without writing', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), sealed);
    await projector.project(commits);
    await expect(projector.project(commits.slice(0, 2))).resolves.toEqual(new Set());
    expect(store.writes).toHaveLength(1);
    expect(versionOf('one')).toBe(3);
  });

  it('applies what comes twice in a batch once', async () => {
    const [first, second] = await recorded('one', filled('car'), emptied('car'));
    const batch = [first, first, second, first].flatMap((commit) => commit ?? []);
    await expect(projector.project(batch)).resolves.toEqual(new Set());
    expect(versionOf('one')).toBe(2);
    expect(store.tables.rows(itemsTable)).toEqual([]);
  });

  it('puts in order what comes out of order', async () => {
    const commits = await recorded('one', labelled('toys'), labelled('books'), labelled('cars'));
    await expect(projector.project(commits.toReversed())).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: 'cars', sealed: false }]);
    expect(logger.entries).toEqual([]);
  });

  it('reads from the log what was never delivered', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), filled('doll'), sealed);
    await projector.project(commits.slice(0, 1));
    await expect(projector.project(commits.slice(3))).resolves.toEqual(new Set());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 4, label: 'toys', sealed: true }]);
    expect(store.tables.rows(itemsTable).map(({ item }) => item)).toEqual(['car', 'doll']);
    expect(logger.entries).toEqual([
      {
        level: 'info',
        message: 'reading missed commits',
        fields: { table: 'BoxesTable', stream: 'shop/box#one', version: 1 },
      },
    ]);
  });

  it('reads on to what the log has by then, beyond what was delivered', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), sealed);
    await projector.project(commits.slice(1, 2));
    expect(versionOf('one')).toBe(3);
  });

  it('gives back a commit that the log does not have either', async () => {
    const stray = commitOf('shop/box#one', 2, sealed);
    await expect(projector.project([stray])).resolves.toEqual(new Set([stray]));
    expect(store.tables.rows(boxesTable)).toEqual([]);
  });

  describe('with events of older schemas', () => {
    beforeEach(() => {
      projector = projectorWith(new EventSchemas([{ upcasters: boxUpcasters }]));
    });

    it('lifts what is delivered', async () => {
      const commits = await recorded('one', filledAt(1, 'car'), filledAt(2, 'doll'), filledAt(3, 'ball'));
      await expect(projector.project(commits)).resolves.toEqual(new Set());
      expect(store.tables.rows(itemsTable).map(({ item }) => item)).toEqual(['ball', 'car', 'doll']);
      expect(logger.entries).toEqual([]);
    });

    it('stops at a schema that is newer than the code, with what comes before it applied', async () => {
      const newer = { ...filledAt(3, 'ball'), revision: 4 };
      const commits = await recorded('one', filledAt(1, 'car'), newer, sealed);
      await expect(projector.project(commits)).resolves.toEqual(new Set(commits.slice(1)));
      expect(versionOf('one')).toBe(1);
      expect(logger.entries).toMatchObject([{ fields: { error: { name: 'UnknownRevisionError' } } }]);
    });
  });

  it('follows every stream of the batch on its own', async () => {
    const [one, two] = [await recorded('one', labelled('a'), sealed), await recorded('two', labelled('b'))];
    await projector.project([...two, ...one]);
    expect(store.tables.rows(boxesTable)).toEqual([
      { id: 'one', version: 2, label: 'a', sealed: true },
      { id: 'two', version: 1, label: 'b', sealed: false },
    ]);
  });

  describe('at a commit that cannot be applied', () => {
    it('applies what comes before it, gives back it and the rest, and goes on with other streams', async () => {
      const poisoned = await recorded('one', labelled('toys'), filled('car'), burnt, sealed);
      const sound = await recorded('two', labelled('books'), sealed);
      const batch = poisoned.flatMap((commit, index) => [commit, sound[index] ?? []]).flat();

      await expect(projector.project(batch)).resolves.toEqual(new Set(poisoned.slice(2)));

      expect(versionOf('one')).toBe(2);
      expect(store.tables.rows(itemsTable)).toHaveLength(1);
      expect(versionOf('two')).toBe(2);
      expect(logger.entries).toEqual([
        {
          level: 'error',
          message: 'projection stopped',
          fields: {
            table: 'BoxesTable',
            stream: 'shop/box#one',
            version: 2,
            error: expect.objectContaining({
              name: 'UnknownEventError',
              eventType: 'shop/box/burnt',
            }) as unknown,
          },
        },
      ]);
    });

    it('gives it back again when it comes again, and writes nothing', async () => {
      const commits = await recorded('one', labelled('toys'), burnt);
      await projector.project(commits);
      await expect(projector.project(commits)).resolves.toEqual(new Set(commits.slice(1)));
      expect(store.writes).toHaveLength(1);
    });

    it('gives back every delivery of it', async () => {
      const [poison] = await recorded('one', burnt);
      const batch = poison ? [poison, { ...poison }] : [];
      await expect(projector.project(batch)).resolves.toEqual(new Set(batch));
    });

    it('stops at it also when it is read from the log', async () => {
      const commits = await recorded('one', labelled('toys'), burnt, sealed);
      await expect(projector.project(commits.slice(2))).resolves.toEqual(new Set(commits.slice(2)));
      expect(versionOf('one')).toBe(1);
    });
  });

  describe('with many detail rows', () => {
    const items = (prefix: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${prefix}${index}`);

    it('splits them over writes, each of them one transaction', async () => {
      const commits = await recorded('one', ...['a', 'b', 'c'].map((prefix) => filled(...items(prefix, 60))));
      await expect(projector.project(commits)).resolves.toEqual(new Set());
      expect(store.tables.rows(itemsTable)).toHaveLength(180);
      expect(store.writes.map(({ basedOn, details }) => [basedOn, details.length])).toEqual([
        [0, 60],
        [1, 60],
        [2, 60],
      ]);
    });

    it('gives back a commit that no transaction can hold', async () => {
      const commits = await recorded('one', labelled('toys'), filled(...items('a', 100)));
      await expect(projector.project(commits)).resolves.toEqual(new Set(commits.slice(1)));
      expect(logger.entries[0]?.fields.error).toEqual(
        new RangeError('Version 2 changes more than 99 rows; split the command.'),
      );
    });
  });
});
