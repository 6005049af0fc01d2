import { randomBytes } from 'node:crypto';
import { labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import type { SnapshotOffer } from '../eventsourcing/writing/remembered-state';
import {
  fromItem,
  itemSize,
  toItem,
  FORCED_EVERY,
  markAt,
  snapshotAtOf,
  snapshotOf,
  withSnapshot,
  type Item,
  type SnapshotInItem,
} from './commit-item';

const noise = (characters: number): string => randomBytes(characters).toString('base64').slice(0, characters);

describe('a snapshot in the item of a commit', () => {
  const itemAt = (version: number, text = 'toys'): Item =>
    toItem(commitOf('shop/box#1', version, labelled(text)));
  const offer = (state: string, snapshotAt = 0, fold = '1-a'): SnapshotOffer => ({
    state,
    mark: markAt(snapshotAt),
    fold,
  });
  const read = (item: Item, fold = '1-a'): SnapshotInItem => snapshotOf(item, fromItem(item), fold);

  it('rides along where it costs nothing', () => {
    const state = JSON.stringify({ label: 'toys', items: Array.from({ length: 50 }, () => 'car') });
    const item = withSnapshot(itemAt(7), offer(state));
    expect(read(item)).toEqual({ state, version: 7 });
    expect(Math.ceil(itemSize(item) / 1024)).toBe(Math.ceil(itemSize(itemAt(7)) / 1024));
    expect(snapshotAtOf(item)).toBe(7);
  });

  it('costs little for what the events hold anyway', () => {
    const text = noise(600);
    const item = withSnapshot(itemAt(7, text), offer(JSON.stringify({ label: text })));
    expect(read(item)).toMatchObject({ version: 7 });
    expect(itemSize(item) - itemSize(itemAt(7, text))).toBeLessThan(80);
  });

  it('is left out where it would cost a write unit, and the item tells where the newest one is', () => {
    const item = withSnapshot(itemAt(12), offer(noise(2_000), 5));
    expect(read(item)).toBeUndefined();
    expect(snapshotAtOf(item)).toBe(5);
    expect(itemSize(item)).toBeLessThan(1024);
  });

  it('is stored whatever it costs once it is due', () => {
    const [early, due] = [4 + FORCED_EVERY, 5 + FORCED_EVERY].map((version) =>
      withSnapshot(itemAt(version), offer(noise(2_000), 5)),
    );
    expect(early && read(early)).toBeUndefined();
    expect(due && read(due)).toMatchObject({ version: 5 + FORCED_EVERY });
  });

  it('is due the later the more it costs', () => {
    const state = noise(20_000);
    const lengths = [10, 49, 50].map((version) => read(withSnapshot(itemAt(version), offer(state))));
    expect(lengths).toEqual([undefined, undefined, { state, version: 50 }]);
  });

  it('is left out when the item would be larger than an item can be', () => {
    const item = withSnapshot(itemAt(100_000), offer(noise(600_000)));
    expect(read(item)).toBeUndefined();
    expect(itemSize(item)).toBeLessThan(1024);
  });

  it('is left out while the last one is among the commits that are read anyway', () => {
    expect(read(withSnapshot(itemAt(7), offer('{}', 5)))).toBeUndefined();
    expect(read(withSnapshot(itemAt(8), offer('{}', 5)))).toEqual({ state: '{}', version: 8 });
  });

  it('fits to the last byte, and then no more', () => {
    const [text, state] = [noise(1_200), noise(300)];
    const free = (item: Item): number => Math.ceil(itemSize(item) / 1024) * 1024 - itemSize(item);
    const lengths = Array.from({ length: 1_200 }, (_, length) => itemAt(3, text.slice(0, length)));
    const fitting = lengths.filter((item) => read(withSnapshot(item, offer(state))) !== undefined);
    const left = fitting.map((item) => free(withSnapshot(item, offer(state))));
    expect(Math.min(...left)).toBe(0);
    for (const item of fitting) {
      expect(Math.ceil(itemSize(withSnapshot(item, offer(state))) / 1024)).toBe(
        Math.ceil(itemSize(item) / 1024),
      );
    }
    const needed = Math.min(...fitting.map(free));
    for (const item of lengths.filter((each) => !fitting.includes(each)))
      expect(free(item)).toBeLessThan(needed);
  });

  it('is stale for another fold', () => {
    const item = withSnapshot(itemAt(7), offer('{}', 0, '2-a'));
    expect(read(item, '1-a')).toBe('stale');
    expect(read(item, '2-a')).toEqual({ state: '{}', version: 7 });
    expect(read(item, '2-ab')).toBe('stale');
  });

  it('is found to be damaged, whichever byte of it is', () => {
    const item = withSnapshot(itemAt(7), offer(JSON.stringify({ label: noise(100) })));
    const [bytes, sound] = [item.snapshot?.B ?? Buffer.alloc(0), read(item)];
    expect(bytes.byteLength).toBeGreaterThan(100);
    const harmless: number[] = [];
    for (let index = 0; index < bytes.byteLength; index += 1) {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ 0x80;
      const found = read({ ...item, snapshot: { B: damaged } });
      if (found !== 'damaged') expect(found).toEqual(sound);
      if (found !== 'damaged') harmless.push(index);
    }
    // Bits between the end of the data and the checksum that follows on the next byte mean nothing.
    expect(harmless.length).toBeLessThanOrEqual(1);
    expect(read({ ...item, snapshot: { B: Buffer.alloc(0) } })).toBe('damaged');
    expect(read({ ...item, snapshot: { B: bytes.subarray(0, 12) } })).toBe('damaged');
  });

  it('is found to be damaged when the events are not those that it came with', () => {
    const item = withSnapshot(itemAt(7), offer(JSON.stringify({ label: noise(100) })));
    expect(read({ ...item, events: { S: '[]' } })).toBe('damaged');
  });
});
