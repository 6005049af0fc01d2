import { emptied, filled, labelled } from '../../../test/support/box/box.events';
import { ItemsTally, itemCountsTable } from '../../../test/support/box/box.tally';
import { commitOf } from '../../../test/support/commit-of';
import { consumersOf, MemoryDoorbells, NO_HURRY } from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { MemoryTallyStore } from '../../../test/support/memory/memory-tally-store';
import type { DomainEvent } from '../../kernel/domain-event';
import { shareKey } from '../reading/tally-table';
import { sumOf } from '../reading/tally-sum';
import type { Consumers } from './consumers';
import type { Tally } from './tally';
import { TallyConsumer } from './tally-consumer';
import type { TallyWrite } from './tally-store';

const STREAM = 'shop/box#one';
const ring = { consumer: 'shop/items-in-boxes', stream: STREAM };

describe('a tally', () => {
  let log: MemoryEventStore;
  let store: MemoryTallyStore;
  let doorbells: MemoryDoorbells;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new MemoryTallyStore();
    doorbells = new MemoryDoorbells();
  });

  const code = (revision = 1, through = store): Consumers => {
    const tally = new ItemsTally(revision) as unknown as Tally;
    return consumersOf([new TallyConsumer(tally, through)], { log, doorbells });
  };
  const sum = (item: string): Promise<number> =>
    sumOf(new MemoryReadTables(store.tables), itemCountsTable, item);
  const share = (): object | undefined => store.tables.get(itemCountsTable, shareKey('one'));
  const append = async (stream: string, version: number, ...events: DomainEvent[]) => {
    const commit = commitOf(stream, version, ...events);
    await log.append(commit);
    return commit;
  };

  it('sums what all streams add', async () => {
    const commits = [
      await append('shop/box#one', 1, filled('car', 'doll')),
      await append('shop/box#two', 1, filled('car')),
      await append('shop/box#two', 2, filled('car'), emptied('ball')),
    ];
    await code().take(commits, NO_HURRY);
    expect([await sum('car'), await sum('doll'), await sum('ball')]).toEqual([3, 1, 0]);
  });

  it('takes away again what a stream has added', async () => {
    await code().take([await append(STREAM, 1, filled('car', 'doll'))], NO_HURRY);
    await code().take([await append(STREAM, 2, emptied('car'))], NO_HURRY);
    expect([await sum('car'), await sum('doll')]).toEqual([0, 1]);
    expect(share()).toMatchObject({ version: 2, counted: [['doll', 1]], writes: 2 });
  });

  it('counts once what is delivered twice, late or not at all', async () => {
    const first = await append(STREAM, 1, filled('car'));
    await append(STREAM, 2, filled('car'));
    const third = await append(STREAM, 3, filled('car'));
    await code().take([third], NO_HURRY);
    await code().take([first, third, first], NO_HURRY);
    expect(await sum('car')).toBe(3);
  });

  it('costs nothing for what it does not count', async () => {
    await code().take([await append(STREAM, 1, labelled('toys'))], NO_HURRY);
    expect(store.writes).toEqual([]);
    await append(STREAM, 2, filled('car'));
    await code().catchUp(ring, NO_HURRY);
    expect(share()).toMatchObject({ version: 2 });
  });

  it('changes the sums by the difference when its revision was raised', async () => {
    await code().take([await append(STREAM, 1, filled('car', 'doll'))], NO_HURRY);
    await code().take([await append('shop/box#two', 1, filled('car'))], NO_HURRY);
    await code(3).catchUp(ring, NO_HURRY);
    expect([await sum('car'), await sum('doll')]).toEqual([4, 3]);
    await code(3).catchUp(ring, NO_HURRY);
    expect(await sum('car')).toBe(4);
  });

  it('leaves what newer code has counted to it', async () => {
    await code(2).take([await append(STREAM, 1, filled('car'))], NO_HURRY);
    const second = await append(STREAM, 2, filled('car'));
    await expect(code(1).take([second], NO_HURRY)).resolves.toEqual(new Set());
    expect(doorbells.rung).toMatchObject([ring]);
    expect(await sum('car')).toBe(2);
    await code(2).catchUp(ring, NO_HURRY);
    expect(await sum('car')).toBe(4);
  });

  describe('with more counters than a transaction holds', () => {
    const items = Array.from({ length: 250 }, (_, index) => `item ${index}`);

    it('needs several', async () => {
      await code().take([await append(STREAM, 1, filled(...items))], NO_HURRY);
      expect(store.writes.map(({ changes }) => changes.size)).toEqual([99, 99, 52]);
      expect(await Promise.all(items.map(sum))).toEqual(items.map(() => 1));
    });

    it('counts the rest when it was cut off between two', async () => {
      class CutOffStore extends MemoryTallyStore {
        override write(step: TallyWrite): ReturnType<MemoryTallyStore['write']> {
          return this.writes.length === 2 ? Promise.reject(new Error('cut off')) : super.write(step);
        }
      }
      const commit = await append(STREAM, 1, filled(...items));
      await code(1, new CutOffStore(store.tables)).take([commit], NO_HURRY);
      expect(await Promise.all(items.map(sum))).toContain(0);
      expect(doorbells.rung).toMatchObject([ring]);
      await code().take([commit], NO_HURRY);
      expect(await Promise.all(items.map(sum))).toEqual(items.map(() => 1));
    });
  });

  it('refuses to count by what is no whole number', async () => {
    class Halves extends ItemsTally {
      override readonly on: ItemsTally['on'] = {
        'shop/box/sealed': (count) => {
          count.add('half', 0.5);
        },
      };
    }
    const halves = new TallyConsumer(new Halves() as unknown as Tally, store);
    await append(STREAM, 1, { type: 'shop/box/sealed', data: {} });
    await expect(consumersOf([halves], { log, doorbells }).catchUp(ring, NO_HURRY)).rejects.toThrow(
      'shop/items-in-boxes adds 0.5 to half: a tally counts by whole numbers.',
    );
  });
});
