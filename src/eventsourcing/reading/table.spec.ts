import { boxesTable, itemsTable } from '../../../test/support/box/box.projection';
import { stampsTable } from '../../../test/support/stamp.table';
import { indexOf, keyLimits, keyOf } from './table';

describe('a table', () => {
  it('knows its name and its key', () => {
    expect(itemsTable).toEqual({ name: 'ItemsTable', key: ['boxId', 'item'], indexes: {} });
  });

  it('takes its key out of a row, and nothing else', () => {
    expect(keyOf(itemsTable, { boxId: 'one', item: 'car', since: 3 })).toEqual({ boxId: 'one', item: 'car' });
    expect(keyOf(boxesTable, { id: 'one' })).toEqual({ id: 'one' });
  });

  it('takes the place in an index out of a row, with the key', () => {
    const stamp = { id: '1', album: 'red', page: 'a', value: 1 };
    expect(keyOf(stampsTable, stamp, 'byPage')).toEqual({ album: 'red', page: 'a', id: '1' });
    expect([...keyLimits(stampsTable, 'byPage')]).toEqual([
      ['album', 2048],
      ['page', 1024],
      ['id', 2048],
    ]);
  });

  it('makes no key of what is not there', () => {
    const message = 'item in a row of ItemsTable is undefined; a key takes text of 1 to 1024 bytes.';
    expect(() => keyOf(itemsTable, { boxId: 'one' })).toThrow(new TypeError(message));
  });

  it('says which indexes it has', () => {
    expect(indexOf(stampsTable, 'byPage')).toEqual({ partition: 'album', sort: 'page' });
    expect(() => indexOf(boxesTable, 'constructor')).toThrow(
      'BoxesTable has no index constructor, but none:',
    );
  });
});
