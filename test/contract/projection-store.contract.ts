import { randomUUID } from 'node:crypto';
import type {
  DetailChange,
  ProjectionStore,
  ProjectionWrite,
} from '../../src/eventsourcing/consuming/projection-store';
import type { ReadTables } from '../../src/eventsourcing/reading/read-tables';
import { boxesTable, itemsTable, type BoxRow, type ItemRow } from '../support/box/box.projection';

/** A store for the tables of boxes and items, and a way to look into them. */
export interface ProjectionStoreUnderTest {
  readonly store: ProjectionStore;
  readonly reader: ReadTables;
}

const CONSISTENT = { consistent: true };

const putItem = (boxId: string, item: string, since = 1): DetailChange => {
  const row: ItemRow = { boxId, item, since };
  return { table: itemsTable, key: { boxId, item }, row };
};
const deleteItem = (boxId: string, item: string): DetailChange => ({
  table: itemsTable,
  key: { boxId, item },
});

/** What every projection store does. The tables may be shared: ids are new in each test. */
export function projectionStoreContract(name: string, make: () => ProjectionStoreUnderTest): void {
  describe(`${name} as a projection store`, () => {
    let store: ProjectionStore;
    let reader: ReadTables;
    let id: string;

    beforeEach(() => {
      ({ store, reader } = make());
      id = randomUUID();
    });

    const boxRow = (version: number): BoxRow => ({
      id,
      version,
      label: `Kiste ${version} 李`,
      sealed: false,
    });
    const step = (basedOn: number, version: number, ...details: DetailChange[]): ProjectionWrite => ({
      table: boxesTable,
      row: boxRow(version),
      revision: 1,
      ...(basedOn > 0 && { basedOn: { version: basedOn, revision: 1 } }),
      details,
    });
    const storedRow = async (): Promise<unknown> =>
      (await store.rows(boxesTable, [id], CONSISTENT)).get(id)?.row;
    const items = async (): Promise<string[]> => {
      const { rows } = await reader.query(itemsTable, id, { limit: 100 });
      return rows.map(({ item }) => item);
    };

    it('has no row before the first write', async () => {
      await expect(store.rows(boxesTable, [id], CONSISTENT)).resolves.toEqual(new Map());
      await expect(store.rows(boxesTable, [], CONSISTENT)).resolves.toEqual(new Map());
    });

    it('writes the row whole, readable at once', async () => {
      await expect(store.write(step(0, 3))).resolves.toBe('written');
      await expect(storedRow()).resolves.toEqual(boxRow(3));
    });

    it('finds the rows that there are, by id', async () => {
      await store.write(step(0, 1));
      const ids = [id, ...Array.from({ length: 99 }, () => randomUUID())];
      await expect(store.rows(boxesTable, ids, CONSISTENT)).resolves.toEqual(
        new Map([[id, { row: boxRow(1), revision: 1 }]]),
      );
    });

    it('replaces the row that the step builds on', async () => {
      await store.write(step(0, 1));
      await expect(store.write(step(1, 4))).resolves.toBe('written');
      await expect(storedRow()).resolves.toEqual(boxRow(4));
    });

    it.each([
      ['there is none', 0, 1],
      ['it is newer', 1, 0],
      ['it is older', 1, 2],
    ])('is stale when %s', async (_, stored, basedOn) => {
      if (stored > 0) await store.write(step(0, stored));
      await expect(store.write(step(basedOn, 7))).resolves.toBe('stale');
      await expect(storedRow()).resolves.toEqual(stored > 0 ? boxRow(stored) : undefined);
    });

    describe('with revisions', () => {
      const of = (revision: number, write: ProjectionWrite): ProjectionWrite => ({ ...write, revision });
      const replacing = (version: number, revision: number, write: ProjectionWrite): ProjectionWrite => ({
        ...write,
        basedOn: { version, revision },
      });
      const revisionOf = async (): Promise<unknown> =>
        (await store.rows(boxesTable, [id], CONSISTENT)).get(id)?.revision;

      it('keeps the revision of the projection beside the row', async () => {
        await store.write(of(3, step(0, 1)));
        await expect(storedRow()).resolves.toEqual(boxRow(1));
        await expect(revisionOf()).resolves.toBe(3);
      });

      it.each([
        [1, 2],
        [2, 3],
        [2, 1],
      ])(
        'replaces a row of revision %d by one of revision %d, also by an older version',
        async (old, next) => {
          await store.write(of(old, step(0, 5)));
          await expect(store.write(replacing(5, old, of(next, step(0, 2))))).resolves.toBe('written');
          await expect(storedRow()).resolves.toEqual(boxRow(2));
          await expect(revisionOf()).resolves.toBe(next);
        },
      );

      it.each([
        [1, 2],
        [2, 1],
        [2, 3],
      ])(
        'is stale when the row is of revision %d and not of %d, whatever its version',
        async (stored, expected) => {
          await store.write(of(stored, step(0, 5)));
          await expect(store.write(replacing(5, expected, of(expected, step(0, 6))))).resolves.toBe('stale');
          await expect(storedRow()).resolves.toEqual(boxRow(5));
        },
      );
    });

    it('changes detail rows together with the row', async () => {
      await store.write(step(0, 1, putItem(id, 'car'), putItem(id, 'doll')));
      await expect(store.write(step(1, 2, deleteItem(id, 'car'), putItem(id, 'ball')))).resolves.toBe(
        'written',
      );
      await expect(items()).resolves.toEqual(['ball', 'doll']);
      await expect(storedRow()).resolves.toEqual(boxRow(2));
    });

    it('replaces a detail row that is there, and does not mind deleting one that is not', async () => {
      await store.write(step(0, 1, putItem(id, 'car', 1)));
      const again = store.write(step(1, 2, putItem(id, 'car', 2), deleteItem(id, 'doll')));
      await expect(again).resolves.toBe('written');
      await expect(reader.get(itemsTable, { boxId: id, item: 'car' })).resolves.toMatchObject({ since: 2 });
    });

    it('changes no detail row when it is stale', async () => {
      await store.write(step(0, 2, putItem(id, 'car')));
      await expect(store.write(step(1, 3, deleteItem(id, 'car'), putItem(id, 'doll')))).resolves.toBe(
        'stale',
      );
      await expect(items()).resolves.toEqual(['car']);
    });

    it('changes 99 detail rows in one step', async () => {
      const names = Array.from({ length: 99 }, (_, index) => `item ${String(index).padStart(2, '0')}`);
      await expect(store.write(step(0, 1, ...names.map((item) => putItem(id, item))))).resolves.toBe(
        'written',
      );
      await expect(items()).resolves.toEqual(names);
      await expect(store.write(step(1, 2, ...names.map((item) => deleteItem(id, item))))).resolves.toBe(
        'written',
      );
      await expect(items()).resolves.toEqual([]);
    });

    it('rejects more than a transaction can hold', async () => {
      const details = Array.from({ length: 100 }, (_, index) => putItem(id, `item ${index}`));
      await expect(store.write(step(0, 1, ...details))).rejects.toThrow();
      await expect(storedRow()).resolves.toBeUndefined();
    });

    it.each([
      ['without detail rows', []],
      ['with detail rows', ['car']],
    ])('lets one of 20 writers of a row through, %s', async (_, names) => {
      const details = (index: number): DetailChange[] => names.map((item) => putItem(id, item, index));
      const results = await Promise.all(
        Array.from({ length: 20 }, (_unused, index) =>
          store.write(step(0, index + 1, ...details(index + 1))),
        ),
      );
      const winner = results.indexOf('written') + 1;
      expect(results.filter((result) => result === 'written')).toHaveLength(1);
      await expect(storedRow()).resolves.toEqual(boxRow(winner));
      for (const item of names) {
        await expect(reader.get(itemsTable, { boxId: id, item })).resolves.toMatchObject({ since: winner });
      }
    });
  });
}
