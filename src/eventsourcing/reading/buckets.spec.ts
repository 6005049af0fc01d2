import fc from 'fast-check';
import { allBuckets, bucketOf, BUCKETS, sortText } from './buckets';

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('bucketOf', () => {
  it('is always the same for the same id', () => {
    expect(bucketOf('0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10')).toBe('3');
    expect(bucketOf('ann', 1)).toBe('0');
  });

  it('shares ids out evenly', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 4_000; index += 1) {
      const bucket = bucketOf(`user ${index}`);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(allBuckets(BUCKETS));
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(100);
  });

  it('is one of all buckets', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (id, buckets) => {
        expect(allBuckets(buckets)).toContain(bucketOf(id, buckets));
      }),
    );
  });
});

describe('sortText', () => {
  it.each([
    ['Ann', 'bob'],
    ['ann', 'Ann Lee'],
    ['ann', 'anna'],
    ['ann', 'ann!'],
    ['zoe', 'Äda'],
    ['', 'a'],
  ])('puts %p before %p', (first, second) => {
    expect(bytes(sortText(first, 'z'), sortText(second, 'a'))).toBeLessThan(0);
  });

  it('takes spellings that mean the same for the same, and sorts them by id', () => {
    expect(sortText('  ＡNN\tlee ', '1')).toBe(sortText('ann Lee', '1'));
    expect(bytes(sortText('Ann', '1'), sortText('ann', '2'))).toBeLessThan(0);
  });

  it('is different for each id, never empty, and short enough for a key and a cursor', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.uuid(), fc.uuid(), (text, one, two) => {
        const place = sortText(text, one);
        expect(Buffer.byteLength(place)).toBeLessThanOrEqual(256 + 1 + 36);
        if (one !== two) expect(sortText(text, two)).not.toBe(place);
      }),
    );
    expect(Buffer.byteLength(sortText('\ufdfa'.repeat(100), 'x'))).toBeLessThanOrEqual(258);
  });

  it('cuts no character in two', () => {
    expect(sortText(`a${'👩'.repeat(100)}`, 'x')).toBe(`a${'👩'.repeat(63)}\nx`);
  });
});
