import { createHash } from 'node:crypto';

const KEY_SPACE = 1n << 128n;

export interface HashRange {
  readonly start: bigint;
  /** Inclusive. */
  readonly end: bigint;
}

/** Splits the 128-bit key space as Kinesis does: equal ranges, the last one takes the remainder. */
export function hashRanges(count: number): readonly HashRange[] {
  const width = KEY_SPACE / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    start: width * BigInt(index),
    end: index === count - 1 ? KEY_SPACE - 1n : width * BigInt(index + 1) - 1n,
  }));
}

/** MD5 of the partition key as an unsigned number ("PutRecord", Kinesis API reference). */
export function hashKey(partitionKey: string): bigint {
  return BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
}

export function isHashKey(value: string): boolean {
  return /^(0|[1-9]\d{0,38})$/.test(value) && BigInt(value) < KEY_SPACE;
}

/** As the protocol writes it. */
export function wireRange({ start, end }: HashRange): object {
  return { StartingHashKey: String(start), EndingHashKey: String(end) };
}

/** @returns the index of the range that holds `hash`, among ranges in order that leave no gap */
export function rangeIndex(ranges: readonly { readonly range: HashRange }[], hash: bigint): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((ranges[middle]?.range.start ?? 0n) <= hash) low = middle;
    else high = middle - 1;
  }
  return low;
}
