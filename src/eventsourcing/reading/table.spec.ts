import { boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { keyOf } from './table';

describe('a table', () => {
  it('knows its name and its key', () => {
    expect(itemsTable).toEqual({ name: 'ItemsTable', key: ['boxId', 'item'], indexes: {} });
  });

  it('takes its key out of a row, and nothing else', () => {
    expect(keyOf(itemsTable, { boxId: 'one', item: 'car', since: 3 })).toEqual({ boxId: 'one', item: 'car' });
    expect(keyOf(boxesTable, { id: 'one' })).toEqual({ id: 'one' });
  });
});
