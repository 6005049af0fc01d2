import type { Page, PageRequest } from '../../src/eventsourcing/page';
import type { ReadTables } from '../../src/eventsourcing/reading/read-tables';
import type { Table } from '../../src/eventsourcing/reading/table';
import { placedStampsTable, stampsTable, type StampRow } from '../support/stamp.table';
import type { ReadTablesUnderTest } from './read-tables.contract';

const stamp = (album: string, page: string, id = `${album} ${page}`): StampRow => {
  return { id, album, page, value: 1 };
};

/** What all read tables do with an index. `make` is called for each test and gives empty tables. */
export function readIndexesContract(name: string, make: () => Promise<ReadTablesUnderTest>): void {
  describe(`${name} as an index of a read table`, () => {
    let tables: ReadTables;
    let put: (...rows: readonly StampRow[]) => Promise<void>;
    let putPlaced: (...rows: readonly StampRow[]) => Promise<void>;

    beforeEach(async () => {
      const made = await make();
      tables = made.tables;
      put = (...rows) => made.put(stampsTable, rows);
      putPlaced = (...rows) => made.put(placedStampsTable, rows);
    });

    const query = (album: string, page: PageRequest): Promise<Page<StampRow>> => {
      const { limit, after } = page;
      return tables.queryIndex(stampsTable, 'byPage', album, { limit, ...(after && { after }) });
    };

    it('shows one partition alone, whole rows by sort attribute', async () => {
      await put(stamp('red', 'b', '1'), stamp('blue', 'a', '2'), stamp('red', 'a', '3'));
      await expect(query('red', { limit: 10 })).resolves.toEqual({
        rows: [stamp('red', 'a', '3'), stamp('red', 'b', '1')],
      });
      await expect(query('green', { limit: 10 })).resolves.toEqual({ rows: [] });
    });

    it('shows places alone where it holds no more, and goes on after them', async () => {
      await putPlaced(stamp('red', 'b', '1'), stamp('blue', 'a', '2'), stamp('red', 'a', '3'));
      const first = await tables.queryIndex(placedStampsTable, 'byPage', 'red', { limit: 1 });
      const place = { album: 'red', page: 'a', id: '3' };
      expect(first).toEqual({ rows: [place], next: place });
      const after = { limit: 1, after: place };
      await expect(tables.queryIndex(placedStampsTable, 'byPage', 'red', after)).resolves.toEqual({
        rows: [{ album: 'red', page: 'b', id: '1' }],
      });
    });

    it('sorts by the bytes of the attribute', async () => {
      const sorted = ['\n', ' ', 'Z', 'a', 'a\n', 'a ', 'z', 'é', '李', '\uffee', '👩'];
      await put(...sorted.toReversed().map((page) => stamp('red', page)));
      const { rows } = await query('red', { limit: 20 });
      expect(rows.map(({ page }) => page)).toEqual(sorted);
    });

    it.each([1, 4, 25, 100])('shows every row once and in order in pages of %d', async (limit) => {
      const names = Array.from({ length: 25 }, (_, index) => String(index).padStart(2, '0'));
      await put(stamp('blue', 'x'), ...names.map((page) => stamp('red', page)), stamp('white', 'x'));
      const found: string[] = [];
      for (
        let page = await query('red', { limit });
        ;
        page = await query('red', { limit, after: page.next })
      ) {
        found.push(...page.rows.map((row) => row.page));
        if (!page.next) break;
        expect(page.rows).toHaveLength(limit);
      }
      expect(found).toEqual(names);
    });

    it('shows rows with the same sort attribute once each, page by page', async () => {
      const ids = ['1', '2', '3', '4', '5'];
      await put(...ids.map((id) => stamp('red', 'same', id)));
      const first = await query('red', { limit: 2 });
      const second = await query('red', { limit: 10, ...(first.next && { after: first.next }) });
      expect([...first.rows, ...second.rows].map(({ id }) => id).sort()).toEqual(ids);
    });

    it('names the place in the index and the key of its last row as the place to go on', async () => {
      await put(stamp('red', 'a', '1'), stamp('red', 'b', '2'));
      const { next } = await query('red', { limit: 1 });
      expect(next).toEqual({ album: 'red', page: 'a', id: '1' });
    });

    it('goes on at any place, whether there is a row or not', async () => {
      await put(...['a', 'b', 'd'].map((page) => stamp('red', page)));
      const { rows } = await query('red', { limit: 10, after: { album: 'red', page: 'c', id: 'any' } });
      expect(rows.map(({ page }) => page)).toEqual(['d']);
    });

    it('has no rows that lack an attribute of the index', async () => {
      const unsorted: Omit<StampRow, 'page'> = { id: '1', album: 'red', value: 1 };
      await put(unsorted as StampRow, stamp('red', 'b', '2'));
      const { rows } = await query('red', { limit: 10 });
      expect(rows.map(({ id }) => id)).toEqual(['2']);
    });

    it('moves a row that has another sort attribute', async () => {
      await put(stamp('red', 'a', '1'), stamp('red', 'b', '2'));
      await put(stamp('red', 'c', '1'));
      const { rows } = await query('red', { limit: 10 });
      expect(rows.map(({ id }) => id)).toEqual(['2', '1']);
    });

    it.each([
      ['nothing', {}],
      ['the key of the table alone', { id: '1' }],
      ['the place in the index alone', { album: 'red', page: 'a' }],
      ['another partition', { album: 'blue', page: 'a', id: '1' }],
      ['a number', { album: 'red', page: 7, id: '1' }],
      ['an empty text', { album: 'red', page: '', id: '1' }],
      ['an empty key', { album: 'red', page: 'a', id: '' }],
      ['an object', { album: 'red', page: { S: 'a' }, id: '1' }],
      ['text that is longer than a sort key', { album: 'red', page: 'x'.repeat(1_025), id: '1' }],
      ['text that is longer than a key', { album: 'red', page: 'a', id: 'x'.repeat(2_049) }],
    ])('refuses a cursor with %s in it', async (_, after) => {
      await put(stamp('red', 'a', '1'));
      await expect(query('red', { limit: 10, after })).rejects.toMatchObject({
        kind: 'malformed',
        code: 'malformed-cursor',
      });
    });

    it('refuses an index that is not declared, when types were circumvented', async () => {
      const anyTable: Table<StampRow> = stampsTable;
      const wrong = tables.queryIndex(anyTable, 'byValue', 'red', { limit: 1 });
      await expect(wrong).rejects.toThrow(
        'StampsTable has no index byValue, but byPage: declare it with the table.',
      );
    });
  });
}
