import { randomUUID } from 'node:crypto';
import type { ProjectionStore } from '../../src/eventsourcing/consuming/projection-store';
import { boxesTable, itemsTable } from '../support/box/box.projection';

class Label {
  readonly text = 'toys';
}

/** As a projection might make it whose types were circumvented. */
const odd: readonly [string, unknown][] = [
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['an unsafe integer', 2 ** 60],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['an instance of Date', new Date(0)],
  ['an instance of Map', new Map([['a', 1]])],
  ['an instance of Set', new Set(['a'])],
  ['an instance of Label', new Label()],
  ['text with half a character', 'a\ud800'],
  ['an object with a field named __proto__', JSON.parse('{"__proto__":1}')],
];

/** What no projection store takes: DynamoDB would refuse it, or give it back as something else. */
export function rowsContract(name: string, make: () => ProjectionStore): void {
  describe(`${name} and rows that are no JSON`, () => {
    let store: ProjectionStore;
    let id: string;

    beforeEach(() => {
      store = make();
      id = randomUUID();
    });

    const write = (head: object, details: readonly object[] = []): Promise<unknown> => {
      const row = { id, version: 1, label: 'toys', sealed: false, ...head };
      return store.write({
        table: boxesTable,
        row,
        revision: 1,
        details: details.map((row) => ({ table: itemsTable, key: { boxId: id, item: 'car' }, row })),
      });
    };
    const nothingIsStored = async (): Promise<void> => {
      await expect(store.rows(boxesTable, [id], { consistent: true })).resolves.toEqual(new Map());
    };

    it.each(odd)('refuses %s in the row, naming table and column', async (kind, label) => {
      const message = `label in a row of BoxesTable is ${kind}; rows hold JSON alone.`;
      await expect(write({ label })).rejects.toThrow(message);
      await nothingIsStored();
    });

    it.each(odd)('refuses %s in a detail row, and then writes no row', async (kind, since) => {
      const message = `since in a row of ItemsTable is ${kind}; rows hold JSON alone.`;
      await expect(write({}, [{ boxId: id, item: 'car', since }])).rejects.toThrow(message);
      await nothingIsStored();
    });

    it.each([
      ['an empty text', '', 'text of 0 bytes'],
      ['text that is too long', 'x'.repeat(1_025), 'text of 1025 bytes'],
      ['a number', 7, 'a number'],
    ])('refuses %s as a key', async (_, item, found) => {
      const message = `item in a row of ItemsTable is ${found}; a key takes text of 1 to 1024 bytes.`;
      await expect(write({}, [{ boxId: id, item, since: 1 }])).rejects.toThrow(message);
      await nothingIsStored();
    });

    it('refuses a row that is larger than an item can be', async () => {
      await expect(write({ label: 'x'.repeat(400 * 1024) })).rejects.toThrow('is the most: split it.');
      await nothingIsStored();
    });
  });
}
