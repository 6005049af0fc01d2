import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { placedStampsTable, type StampRow } from '../../../test/support/stamp.table';
import { bucketOf, sortText } from './buckets';
import { listPage, sortedList } from './sorted-list';

describe('listPage of an index that holds places', () => {
  const list = sortedList(placedStampsTable, 'byPage', 4);
  let tables: MemoryReadTables;
  let asked: jest.SpyInstance<unknown, Parameters<MemoryReadTables['getMany']>>;

  beforeEach(() => {
    tables = new MemoryReadTables();
    asked = jest.spyOn(tables, 'getMany');
  });

  const put = (id: string, label: string): StampRow => {
    const row = { id, album: bucketOf(id, 4), page: sortText(label, id), value: 1 };
    tables.tables.put(placedStampsTable, row);
    return row;
  };

  it('reads the rows that it shows from the table, and no others', async () => {
    const [, b, a] = [put('1', 'd'), put('2', 'b'), put('3', 'a'), put('4', 'c')];
    const page = await listPage(tables, list, { limit: 2 });
    expect(page.rows).toEqual([a, b]);
    expect(asked.mock.calls).toEqual([[placedStampsTable, [{ id: '3' }, { id: '2' }]]]);
    const rest = await listPage(tables, list, { limit: 2, ...(page.next && { after: page.next }) });
    expect(rest.rows.map(({ id }) => id)).toEqual(['4', '1']);
    expect(rest).not.toHaveProperty('next');
  });

  it('looks for text in the rows, in calls that DynamoDB takes', async () => {
    for (let index = 0; index < 160; index += 1) put(String(index), index % 40 === 0 ? 'rare' : 'usual');
    const found = await listPage(tables, list, { limit: 10 }, { attribute: 'page', value: 'rare' });
    expect(found.rows).toHaveLength(4);
    expect(asked.mock.calls.map(([, keys]) => keys.length)).toEqual([100, expect.any(Number)]);
  });

  it('goes on behind a row that is gone from the table and still in the index', async () => {
    put('1', 'a');
    const b = put('2', 'b');
    const queryIndex = tables.queryIndex.bind(tables);
    jest.spyOn(tables, 'queryIndex').mockImplementation(async (...query) => {
      const page = await queryIndex(...query);
      tables.tables.delete(placedStampsTable, { id: '1' });
      return page;
    });
    const page = await listPage(tables, list, { limit: 1 });
    expect(page.rows).toEqual([]);
    const { rows } = await listPage(tables, list, { limit: 1, ...(page.next && { after: page.next }) });
    expect(rows).toEqual([b]);
  });

  it('asks once for a row that moves and is seen at both places', async () => {
    const row = put('1', 'a');
    const moved = { ...row, page: sortText('b', '1') };
    jest
      .spyOn(tables, 'queryIndex')
      .mockImplementation((_table, _index, bucket) =>
        Promise.resolve({ rows: (bucket === row.album ? [row, moved] : []) as never[] }),
      );
    await expect(listPage(tables, list, { limit: 10 })).resolves.toEqual({ rows: [row, row] });
  });
});
