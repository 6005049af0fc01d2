import { MemoryReadTables } from '../../../test/support/memory/memory-read-tables';
import { readSwitch, switchesTable } from './read-switch';
import { ReadSwitches, SWITCH_SEEN_WITHIN } from './read-switches';

const table = switchesTable('ShopSwitchesTable');
const boxes = readSwitch('shop/boxes', 'shop/boxes-by-label');

describe('ReadSwitches', () => {
  let tables: MemoryReadTables;
  let now: number;
  let looks: number;
  let failure: Error | undefined;
  let switches: ReadSwitches;

  beforeEach(() => {
    tables = new MemoryReadTables();
    [now, looks, failure] = [0, 0, undefined];
    const get: MemoryReadTables['get'] = (of, key) => {
      looks += 1;
      return failure ? Promise.reject(failure) : tables.get(of, key);
    };
    switches = new ReadSwitches({ get }, table, () => now);
  });

  const put = (reads: string): void => {
    tables.tables.put(table, { projection: boxes.from, reads, since: '2026-11-25T00:00:00.000Z' });
  };

  it('name the first until the other was switched to, and the first again', async () => {
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes');
    put(boxes.to);
    now = SWITCH_SEEN_WITHIN;
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes-by-label');
    put(boxes.from);
    now *= 2;
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes');
  });

  it('look once for all requests of some seconds', async () => {
    await Promise.all([switches.current(boxes), switches.current(boxes)]);
    put(boxes.to);
    now = SWITCH_SEEN_WITHIN - 1;
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes');
    expect(looks).toBe(1);
  });

  it('name the first where an earlier switch led to what is none of the two', async () => {
    put('shop/boxes-of-yore');
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes');
  });

  it('fail when they cannot look, and look again next time', async () => {
    failure = new Error('throttled');
    await expect(switches.current(boxes)).rejects.toThrow('throttled');
    failure = undefined;
    await expect(switches.current(boxes)).resolves.toBe('shop/boxes');
    expect(looks).toBe(2);
  });
});
