import { hashKey, hashRanges, isHashKey, rangeIndex } from './hash-range';

const MAX = (1n << 128n) - 1n;

describe('hashRanges', () => {
  it('gives one shard everything', () => {
    expect(hashRanges(1)).toEqual([{ start: 0n, end: MAX }]);
  });

  it('splits in three as AWS does', () => {
    expect(hashRanges(3)).toEqual([
      { start: 0n, end: 113427455640312821154458202477256070484n },
      { start: 113427455640312821154458202477256070485n, end: 226854911280625642308916404954512140969n },
      { start: 226854911280625642308916404954512140970n, end: MAX },
    ]);
  });

  it.each([1, 2, 3, 7, 100])('leaves no gap between %d ranges', (count) => {
    const ranges = hashRanges(count);
    expect(ranges[0]?.start).toBe(0n);
    expect(ranges.at(-1)?.end).toBe(MAX);
    for (const [index, range] of ranges.slice(1).entries())
      expect(range.start).toBe((ranges[index]?.end ?? 0n) + 1n);
  });
});

describe('rangeIndex', () => {
  it.each([1, 2, 3, 7, 100])('finds the range of both ends of each of %d', (count) => {
    const ranges = hashRanges(count).map((range) => ({ range }));
    for (const [index, { range }] of ranges.entries()) {
      const { start, end } = range;
      expect(rangeIndex(ranges, start)).toBe(index);
      expect(rangeIndex(ranges, end)).toBe(index);
    }
  });
});

describe('hashKey', () => {
  it('is the MD5 of the key', () => {
    expect(hashKey('a').toString(16).padStart(32, '0')).toBe('0cc175b9c0f1b6a831c399e269772661');
  });

  it.each(['iam/user#1', 'ü', '🙂'])('is in the key space: %s', (key) => {
    expect(hashKey(key)).toBeLessThanOrEqual(MAX);
  });
});

describe('isHashKey', () => {
  it.each(['0', '1', String(MAX)])('takes %s', (value) => {
    expect(isHashKey(value)).toBe(true);
  });

  it.each(['', '-1', '01', '1.5', 'a', String(MAX + 1n)])('refuses "%s"', (value) => {
    expect(isHashKey(value)).toBe(false);
  });
});
