import { MemoryDoorbells, NO_HURRY, projectorOf } from '../../../test/support/memory/memory-consumers';
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
import type { Consumers } from './consumers';

const burnt = { type: 'shop/box/burnt', data: {} };

describe('Consumers that project', () => {
  let log: MemoryEventStore;
  let store: MemoryProjectionStore;
  let logger: RecordingLogger;
  let doorbells: MemoryDoorbells;
  let projector: Consumers;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new MemoryProjectionStore();
    logger = new RecordingLogger();
    doorbells = new MemoryDoorbells();
    projector = projectorWith(new EventSchemas([]));
  });

  const projectorWith = (schemas: EventSchemas): Consumers =>
    projectorOf([untyped(new BoxProjection())], store, { log, schemas, doorbells, logger });

  /** Takes a batch, none of which has to come again. */
  async function take(batch: readonly Commit[]): Promise<void> {
    await expect(projector.take(batch, NO_HURRY)).resolves.toEqual(new Set());
  }

  /** Commits of one event each, in the log. */
  async function recorded(id: string, ...events: DomainEvent[]): Promise<Commit[]> {
    const commits = events.map((event, index) => commitOf(`shop/box#${id}`, index + 1, event));
    for (const commit of commits) await log.append(commit);
    return commits;
  }

  const versionOf = (id: string): number | undefined => store.tables.get(boxesTable, { id })?.version;

  it('folds the commits of a batch into one write', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car', 'doll'), emptied('car'), sealed);
    await take(commits);
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 4, label: 'toys', sealed: true }]);
    expect(store.tables.rows(itemsTable)).toEqual([{ boxId: 'one', item: 'doll', since: 2 }]);
    expect(store.writes).toHaveLength(1);
    expect(logger.notable).toEqual([]);
    expect(logger.messages('debug')).toContain('rows readable');
  });

  it('has nothing to do for nothing', async () => {
    await take([]);
    expect(store.writes).toEqual([]);
  });

  it('skips what is old without writing', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), sealed);
    await take(commits);
    await take(commits.slice(0, 2));
    expect(store.writes).toHaveLength(1);
    expect(versionOf('one')).toBe(3);
  });

  it('applies what comes twice in a batch once', async () => {
    const [first, second] = await recorded('one', filled('car'), emptied('car'));
    const batch = [first, first, second, first].flatMap((commit) => commit ?? []);
    await take(batch);
    expect(versionOf('one')).toBe(2);
    expect(store.tables.rows(itemsTable)).toEqual([]);
  });

  it('puts in order what comes out of order', async () => {
    const commits = await recorded('one', labelled('toys'), labelled('books'), labelled('cars'));
    await take(commits.toReversed());
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 3, label: 'cars', sealed: false }]);
    expect(logger.notable).toEqual([]);
  });

  it('reads from the log what was never delivered', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), filled('doll'), sealed);
    await take(commits.slice(0, 1));
    await take(commits.slice(3));
    expect(store.tables.rows(boxesTable)).toEqual([{ id: 'one', version: 4, label: 'toys', sealed: true }]);
    expect(store.tables.rows(itemsTable).map(({ item }) => item)).toEqual(['car', 'doll']);
    expect(logger.notable).toEqual([
      {
        level: 'info',
        message: 'reading missed commits',
        fields: { consumer: 'shop/boxes', stream: 'shop/box#one', version: 1 },
      },
    ]);
  });

  it('reads on to what the log has by then, beyond what was delivered', async () => {
    const commits = await recorded('one', labelled('toys'), filled('car'), sealed);
    await take(commits.slice(1, 2));
    expect(versionOf('one')).toBe(3);
  });

  it('says which commit the log does not have', async () => {
    await take([commitOf('shop/box#one', 2, sealed)]);
    expect(store.tables.rows(boxesTable)).toEqual([]);
    expect(doorbells.rung).toMatchObject([
      {
        reason:
          'NotInLogError: Version 2 of shop/box#one was delivered, and the log ends with version 0: the log counts.',
      },
    ]);
  });

  describe('with events of older schemas', () => {
    beforeEach(() => {
      projector = projectorWith(new EventSchemas([{ upcasters: boxUpcasters }]));
    });

    it('lifts what is delivered', async () => {
      const commits = await recorded('one', filledAt(1, 'car'), filledAt(2, 'doll'), filledAt(3, 'ball'));
      await take(commits);
      expect(store.tables.rows(itemsTable).map(({ item }) => item)).toEqual(['ball', 'car', 'doll']);
      expect(logger.notable).toEqual([]);
    });

    it('stops at a schema that is newer than the code, with what comes before it applied', async () => {
      const newer = { ...filledAt(3, 'ball'), revision: 4 };
      const commits = await recorded('one', filledAt(1, 'car'), newer, sealed);
      await take(commits);
      expect(versionOf('one')).toBe(1);
      expect(logger.notable).toMatchObject([{ fields: { error: { name: 'UnknownRevisionError' } } }]);
    });
  });

  it('follows every stream of the batch on its own', async () => {
    const [one, two] = [await recorded('one', labelled('a'), sealed), await recorded('two', labelled('b'))];
    await take([...two, ...one]);
    expect(store.tables.rows(boxesTable)).toEqual([
      { id: 'one', version: 2, label: 'a', sealed: true },
      { id: 'two', version: 1, label: 'b', sealed: false },
    ]);
  });

  describe('at a commit that cannot be applied', () => {
    it('applies what comes before it, is rung for it, and goes on with other streams', async () => {
      const poisoned = await recorded('one', labelled('toys'), filled('car'), burnt, sealed);
      const sound = await recorded('two', labelled('books'), sealed);
      const batch = poisoned.flatMap((commit, index) => [commit, sound[index] ?? []]).flat();

      await take(batch);

      expect(versionOf('one')).toBe(2);
      expect(store.tables.rows(itemsTable)).toHaveLength(1);
      expect(versionOf('two')).toBe(2);
      expect(logger.notable).toMatchObject([
        {
          level: 'error',
          message: 'consumer stopped',
          fields: {
            ...{ consumer: 'shop/boxes', kind: 'projection', stream: 'shop/box#one', version: 2 },
            error: { name: 'UnknownEventError', eventType: 'shop/box/burnt' },
          },
        },
      ]);
      expect(doorbells.rung).toMatchObject([
        {
          ...{ function: 'ShopProjector', consumer: 'shop/boxes', stream: 'shop/box#one' },
          reason: expect.stringContaining(
            'UnknownEventError: The event shop/box/burnt at version 3',
          ) as unknown,
        },
      ]);
    });

    it('writes nothing when it comes again', async () => {
      const commits = await recorded('one', labelled('toys'), burnt);
      await take(commits);
      await take(commits);
      expect(store.writes).toHaveLength(1);
    });

    it('stops at it also when it is read from the log', async () => {
      const commits = await recorded('one', labelled('toys'), burnt, sealed);
      await take(commits.slice(2));
      expect(versionOf('one')).toBe(1);
    });
  });

  describe('with many detail rows', () => {
    const items = (prefix: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${prefix}${index}`);

    it('splits them over writes, each of them one transaction', async () => {
      const commits = await recorded('one', ...['a', 'b', 'c'].map((prefix) => filled(...items(prefix, 60))));
      await take(commits);
      expect(store.tables.rows(itemsTable)).toHaveLength(180);
      expect(store.writes.map(({ basedOn, details }) => [basedOn?.version ?? 0, details.length])).toEqual([
        [0, 60],
        [1, 60],
        [2, 60],
      ]);
    });

    it('stops at a commit that no transaction can hold', async () => {
      const commits = await recorded('one', labelled('toys'), filled(...items('a', 100)));
      await take(commits);
      expect(versionOf('one')).toBe(1);
      expect(doorbells.rung).toMatchObject([
        {
          reason:
            'RangeError: Version 2 to 2 of shop/box#one change more rows than one transaction holds; split the command.',
        },
      ]);
    });
  });

  it('refuses two consumers of one name', () => {
    const twice = [untyped(new BoxProjection()), untyped(new BoxProjection())];
    expect(() => projectorOf(twice, store)).toThrow(
      '2 consumers are called shop/boxes; give each a name of its own.',
    );
  });
});
