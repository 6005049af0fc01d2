import { randomUUID } from 'node:crypto';
import type { StoredShare, TallyStore, TallyWrite } from '../../src/eventsourcing/consuming/tally-store';
import type { ReadTables } from '../../src/eventsourcing/reading/read-tables';
import { sumOf } from '../../src/eventsourcing/reading/tally-sum';
import { itemCountsTable as table } from '../support/box/box.tally';

/** Two processes that write one table, and a way to look into it. */
export interface TallyStoresUnderTest {
  readonly store: TallyStore;
  /** Writes another part of the sums. */
  readonly other: TallyStore;
  readonly reader: ReadTables;
}

const share = (writes: number, counted: Readonly<Record<string, number>>): StoredShare => ({
  version: writes,
  revision: 1,
  counted: new Map(Object.entries(counted)),
  isWhole: true,
  writes,
});

/** What every tally store does. The table may be shared: ids and counters are new in each test. */
export function tallyStoreContract(name: string, make: () => TallyStoresUnderTest): void {
  describe(`${name} as a tally store`, () => {
    let parts: TallyStoresUnderTest;
    let id: string;
    let counter: string;

    beforeEach(() => {
      parts = make();
      id = randomUUID();
      counter = `counter ${randomUUID()}`;
    });

    const write = (writes: number, sum: number, change: number, of = id): TallyWrite => {
      const changes = new Map(change === 0 ? [] : [[counter, change]]);
      return { table, id: of, share: share(writes, { [counter]: sum }), changes };
    };
    const sum = (): Promise<number> => sumOf(parts.reader, table, counter, { consistent: true });
    const stored = async (): Promise<StoredShare | undefined> =>
      (await parts.store.shares(table, [id, randomUUID()])).get(id);

    it('has no share before the first write, and sums of 0', async () => {
      await expect(stored()).resolves.toBeUndefined();
      await expect(parts.store.shares(table, [])).resolves.toEqual(new Map());
      await expect(sum()).resolves.toBe(0);
    });

    it('writes a share and the sums, readable at once', async () => {
      await expect(parts.store.write(write(1, 3, 3))).resolves.toBe('written');
      await expect(stored()).resolves.toEqual(share(1, { [counter]: 3 }));
      await expect(sum()).resolves.toBe(3);
    });

    it('adds up what streams add, whichever process writes it', async () => {
      await parts.store.write(write(1, 3, 3));
      await parts.other.write(write(1, 4, 4, randomUUID()));
      await expect(parts.other.write(write(2, 1, -2))).resolves.toBe('written');
      await expect(sum()).resolves.toBe(5);
      await expect(stored()).resolves.toEqual(share(2, { [counter]: 1 }));
    });

    it('moves a share without touching a sum', async () => {
      await parts.store.write(write(1, 3, 3));
      await expect(parts.store.write(write(2, 3, 0))).resolves.toBe('written');
      await expect(stored()).resolves.toEqual(share(2, { [counter]: 3 }));
      await expect(sum()).resolves.toBe(3);
    });

    it.each([
      ['again', 1],
      ['that skips one', 3],
    ])('refuses a write %s, and changes nothing', async (_, writes) => {
      await parts.store.write(write(1, 3, 3));
      await expect(parts.other.write(write(writes, 5, 5))).resolves.toBe('stale');
      await expect(parts.store.write(write(writes, 5, 0))).resolves.toBe('stale');
      await expect(stored()).resolves.toEqual(share(1, { [counter]: 3 }));
      await expect(sum()).resolves.toBe(3);
    });

    it('refuses a second write where there is no first', async () => {
      await expect(parts.store.write(write(2, 3, 3))).resolves.toBe('stale');
      await expect(sum()).resolves.toBe(0);
    });

    it('lets one of many win that write the same share at once', async () => {
      const writes = Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? parts.store : parts.other).write(write(1, 1, 1)),
      );
      const results = await Promise.all(writes);
      expect(results.filter((result) => result === 'written')).toHaveLength(1);
      await expect(sum()).resolves.toBe(1);
    });

    it('counts what many streams add side by side', async () => {
      const ids = Array.from({ length: 12 }, () => randomUUID());
      for (const result of await Promise.all(ids.map((each) => parts.store.write(write(1, 1, 1, each)))))
        expect(result).toBe('written');
      await expect(sum()).resolves.toBe(12);
    });

    it('keeps names of counters as they are, also those that objects have of their own', async () => {
      const names = ['__proto__', 'constructor', `${counter} 李 é`, `${counter}#x`];
      const changes = new Map(names.map((each): [string, number] => [each, 1]));
      const partial = { ...share(1, {}), counted: changes, isWhole: false };
      await expect(parts.store.write({ table, id, share: partial, changes })).resolves.toBe('written');
      await expect(stored()).resolves.toEqual(partial);
      await expect(sumOf(parts.reader, table, names[2] ?? '')).resolves.toBe(1);
    });

    it('refuses a counter whose name is too long for a key', async () => {
      counter = 'x'.repeat(2_050);
      await expect(parts.store.write(write(1, 1, 1))).rejects.toThrow('a key takes text of 1 to 2048 bytes');
      await expect(stored()).resolves.toBeUndefined();
    });

    it('writes as many counters in one step as a transaction takes', async () => {
      const changes = new Map(
        Array.from({ length: 99 }, (_, n): [string, number] => [`${counter} ${n}`, n + 1]),
      );
      const whole = { ...share(1, {}), counted: changes };
      await expect(parts.store.write({ table, id, share: whole, changes })).resolves.toBe('written');
      await expect(sumOf(parts.reader, table, `${counter} 98`, { consistent: true })).resolves.toBe(99);
    });
  });
}
