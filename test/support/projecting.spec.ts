import { emptied, filled, labelled } from './box/box.events';
import { BoxProjection, boxesTable, itemsTable } from './box/box.projection';
import { projecting } from './projecting';

describe('given, then of a projection', () => {
  const toys = { id: 'one', version: 2, label: 'toys', sealed: false };
  const car = { boxId: 'one', item: 'car', since: 2 };

  it('passes when the tables hold exactly these rows', () => {
    projecting(new BoxProjection())
      .given('one', labelled('toys'), filled('car'))
      .then(boxesTable, toys)
      .then(itemsTable, car)
      .given('one', emptied('car'))
      .then(boxesTable, { ...toys, version: 3 })
      .then(itemsTable);
  });

  it.each([
    ['a row is missing', []],
    ['a row is another', [{ ...toys, label: 'books' }]],
    ['there is a row more', [toys, { ...toys, id: 'two' }]],
  ])('fails when %s', (_, rows) => {
    const boxes = projecting(new BoxProjection()).given('one', labelled('toys'), filled('car'));
    expect(() => boxes.then(boxesTable, ...rows)).toThrow();
  });
});
