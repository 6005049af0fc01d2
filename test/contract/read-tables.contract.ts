import { randomUUID } from 'node:crypto';
import type { Page, PageRequest } from '../../src/eventsourcing/page';
import type { ReadTables } from '../../src/eventsourcing/reading/read-tables';
import { keyOf, type Table } from '../../src/eventsourcing/reading/table';
import { boxesTable, itemsTable, type BoxRow, type ItemRow } from '../support/box/box.projection';

/** Read tables for boxes and items, both empty, and a way to fill them. */
export interface ReadTablesUnderTest {
  readonly tables: ReadTables;
  put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void>;
}

const boxRow = (id: string): BoxRow => ({ id, version: 1, label: 'Kiste 李', sealed: false });
const itemRow = (boxId: string, item: string): ItemRow => ({ boxId, item, since: 1 });
const twoDigits = (index: number): string => String(index).padStart(2, '0');

/** What all read tables do. `make` is called for each test. */
export function readTablesContract(name: string, make: () => Promise<ReadTablesUnderTest>): void {
  describe(`${name} as read tables`, () => {
    let tables: ReadTables;
    let put: ReadTablesUnderTest['put'];

    beforeEach(async () => {
      const made = await make();
      tables = made.tables;
      put = (table, rows) => made.put(table, rows);
    });

    /** Page after page, until there is none. */
    async function pagesOf<R>(fetch: (page: PageRequest) => Promise<Page<R>>, limit: number): Promise<R[][]> {
      const pages: R[][] = [];
      for (let page = await fetch({ limit }); ; page = await fetch({ limit, after: page.next })) {
        pages.push([...page.rows]);
        if (!page.next) return pages;
      }
    }

    it.each([
      ['empty', ''],
      ['too long', 'x'.repeat(2_049)],
    ])('refuses a key that is %s', async (_, id) => {
      await expect(tables.get(boxesTable, { id })).rejects.toThrow();
      await expect(tables.getMany(boxesTable, [{ id }])).rejects.toThrow();
    });

    it('refuses more than 100 keys in one call, and one of them twice', async () => {
      const keys = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }));
      await expect(tables.getMany(boxesTable, keys)).rejects.toThrow();
      await expect(tables.getMany(boxesTable, [{ id: 'one' }, { id: 'one' }])).rejects.toThrow();
      await expect(tables.getMany(boxesTable, keys.slice(1))).resolves.toHaveLength(100);
    });

    describe('get', () => {
      it('finds a row by its key', async () => {
        await put(boxesTable, [boxRow('one'), boxRow('two')]);
        await put(itemsTable, [itemRow('one', 'car'), itemRow('one', 'doll')]);
        await expect(tables.get(boxesTable, { id: 'two' })).resolves.toEqual(boxRow('two'));
        await expect(tables.get(itemsTable, { boxId: 'one', item: 'car' })).resolves.toEqual(
          itemRow('one', 'car'),
        );
      });

      it('has nothing for a key without a row', async () => {
        await expect(tables.get(boxesTable, { id: 'none' })).resolves.toBeUndefined();
      });
    });

    describe('getMany', () => {
      it('gives 100 rows in the order of the keys, with holes where there is none', async () => {
        const ids = Array.from({ length: 100 }, () => randomUUID());
        await put(boxesTable, ids.filter((_, index) => index % 3 !== 0).map(boxRow));
        const rows = await tables.getMany(
          boxesTable,
          ids.map((id) => ({ id })),
        );
        expect(rows).toEqual(ids.map((id, index) => (index % 3 === 0 ? undefined : boxRow(id))));
      });

      it('takes keys of two attributes, written in any order', async () => {
        await put(itemsTable, [itemRow('one', 'car'), itemRow('two', 'car')]);
        const keys = [
          { item: 'car', boxId: 'two' },
          { boxId: 'one', item: 'car' },
          { boxId: 'one', item: 'doll' },
        ];
        await expect(tables.getMany(itemsTable, keys)).resolves.toEqual([
          itemRow('two', 'car'),
          itemRow('one', 'car'),
          undefined,
        ]);
      });

      it('gives nothing for nothing', async () => {
        await expect(tables.getMany(boxesTable, [])).resolves.toEqual([]);
      });
    });

    describe('scan', () => {
      it('is an empty page of an empty table', async () => {
        await expect(tables.scan(boxesTable, { limit: 10 })).resolves.toEqual({ rows: [] });
      });

      it.each([1, 7, 25, 100])('shows every row once in pages of %d', async (limit) => {
        const ids = Array.from({ length: 25 }, () => randomUUID());
        await put(boxesTable, ids.map(boxRow));
        const pages = await pagesOf((page) => tables.scan(boxesTable, page), limit);
        expect(new Set(pages.flat().map(({ id }) => id))).toEqual(new Set(ids));
        expect(pages.flat()).toHaveLength(25);
        expect(pages.map((page) => page.length).slice(0, -1)).toEqual(pages.slice(1).map(() => limit));
      });

      it('has no next page when it is just full', async () => {
        await put(boxesTable, [boxRow('one'), boxRow('two')]);
        await expect(tables.scan(boxesTable, { limit: 2 })).resolves.not.toHaveProperty('next');
      });

      it('names the key of its last row as the place to go on', async () => {
        await put(itemsTable, [itemRow('one', 'car'), itemRow('one', 'doll'), itemRow('two', 'car')]);
        const { rows, next } = await tables.scan(itemsTable, { limit: 2 });
        expect(next).toEqual(rows[1] && keyOf(itemsTable, rows[1]));
      });
    });

    describe('query', () => {
      it('shows one partition alone, by sort key', async () => {
        await put(itemsTable, [itemRow('one', 'doll'), itemRow('two', 'ball'), itemRow('one', 'car')]);
        const { rows } = await tables.query(itemsTable, 'one', { limit: 10 });
        expect(rows).toEqual([itemRow('one', 'car'), itemRow('one', 'doll')]);
        await expect(tables.query(itemsTable, 'three', { limit: 10 })).resolves.toEqual({ rows: [] });
      });

      it('sorts by the bytes of the key', async () => {
        const sorted = ['Z', 'a', 'z', 'é', '李', '\uffee', '👩'];
        await put(
          itemsTable,
          sorted.toReversed().map((item) => itemRow('one', item)),
        );
        const { rows } = await tables.query(itemsTable, 'one', { limit: 10 });
        expect(rows.map(({ item }) => item)).toEqual(sorted);
      });

      it.each([1, 4, 25, 100])('shows every row once and in order in pages of %d', async (limit) => {
        const items = Array.from({ length: 25 }, (_, index) => twoDigits(index));
        await put(itemsTable, [
          itemRow('none', 'x'),
          ...items.map((item) => itemRow('one', item)),
          itemRow('two', 'x'),
        ]);
        const pages = await pagesOf((page) => tables.query(itemsTable, 'one', page), limit);
        expect(pages.flat().map(({ item }) => item)).toEqual(items);
      });

      it('has no next page when it is just full', async () => {
        await put(itemsTable, [itemRow('one', 'car'), itemRow('one', 'doll'), itemRow('two', 'car')]);
        await expect(tables.query(itemsTable, 'one', { limit: 2 })).resolves.not.toHaveProperty('next');
      });

      it('has a next page when it ends before the limit, at one megabyte', async () => {
        const items = Array.from({ length: 4 }, (_, index) => twoDigits(index));
        const label = 'x'.repeat(390_000);
        await put(
          itemsTable,
          items.map((item) => ({ ...itemRow('one', item), label })),
        );
        const pages = await pagesOf((page) => tables.query(itemsTable, 'one', page), 10);
        expect(pages.flat().map(({ item }) => item)).toEqual(items);
      });

      it('goes on after a row that is gone', async () => {
        await put(
          itemsTable,
          ['a', 'b', 'd'].map((item) => itemRow('one', item)),
        );
        const { rows } = await tables.query(itemsTable, 'one', {
          limit: 10,
          after: { boxId: 'one', item: 'c' },
        });
        expect(rows.map(({ item }) => item)).toEqual(['d']);
      });
    });

    describe('a cursor from a client', () => {
      const malformed = { kind: 'malformed', code: 'malformed-cursor' };

      it.each([
        ['nothing', {}],
        ['another key', { id: 'one' }],
        ['half a key', { boxId: 'one' }],
        ['a number', { boxId: 'one', item: 7 }],
        ['an empty text', { boxId: 'one', item: '' }],
        ['an object', { boxId: 'one', item: { S: 'car' } }],
        ['null', { boxId: null, item: 'car' }],
        ['text that is longer than a key', { boxId: 'one', item: 'x'.repeat(1_025) }],
      ])('is refused with %s in it', async (_, after) => {
        await put(itemsTable, [itemRow('one', 'car')]);
        await expect(tables.scan(itemsTable, { limit: 10, after })).rejects.toMatchObject(malformed);
        await expect(tables.query(itemsTable, 'one', { limit: 10, after })).rejects.toMatchObject(malformed);
      });

      it('does not lead into another partition', async () => {
        await put(itemsTable, [itemRow('one', 'car'), itemRow('two', 'car')]);
        const after = { boxId: 'two', item: 'a' };
        await expect(tables.query(itemsTable, 'one', { limit: 10, after })).rejects.toMatchObject(malformed);
      });

      it('may hold more than the key', async () => {
        await put(itemsTable, [itemRow('one', 'car'), itemRow('one', 'doll')]);
        const after = { boxId: 'one', item: 'car', since: 1, __proto__: null };
        const { rows } = await tables.query(itemsTable, 'one', { limit: 10, after });
        expect(rows).toEqual([itemRow('one', 'doll')]);
      });
    });
  });
}
