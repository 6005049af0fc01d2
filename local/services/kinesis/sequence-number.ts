/**
 * Sequence numbers have 56 digits, as those of AWS have, so comparing them as text compares the numbers:
 * `49`, milliseconds of the stream's creation (14), a counter of the stream (36), the last digits of the shard (4).
 * The creation time keeps numbers rising when a stream is created anew.
 */
const DIGITS = 56;

/** Smaller than every sequence number: reading after it reads everything that is retained. */
export const BEFORE_ALL = '0';

export function sequenceNumber(createdAt: number, counter: number, shard: number): string {
  return `49${padded(createdAt, 14)}${padded(counter, 36)}${padded(shard % 10_000, 4)}`;
}

export function isSequenceNumber(value: string): boolean {
  return value.length <= DIGITS && /^(0|[1-9]\d*)$/.test(value);
}

/** @returns whether `left` comes after `right`, both being sequence numbers */
export function isAfter(left: string, right: string): boolean {
  return left.padStart(DIGITS, '0') > right.padStart(DIGITS, '0');
}

/** The position just before a sequence number, so that reading after it begins with that number itself. */
export function justBefore(value: string): string {
  const number = BigInt(value);
  return number === 0n ? BEFORE_ALL : String(number - 1n);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
