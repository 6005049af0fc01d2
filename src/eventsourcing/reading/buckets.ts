import { createHash } from 'node:crypto';
import { comparable } from '../../kernel/text';

/** Partitions over which a list's index is spread, unless it says otherwise. */
export const BUCKETS = 4;

/**
 * The bucket of a row: a partition of an index that lists all rows of a table. One partition for all of them would
 * take every write and every read of the list; a few of them share both.
 *
 * More buckets need a higher `revision` of the projection, so that its rows are folded into them; of fewer ones the
 * list may be told only when that is done.
 */
export function bucketOf(id: string, buckets = BUCKETS): string {
  return String(createHash('sha256').update(id).digest().readUInt32BE() % buckets);
}

export function allBuckets(buckets: number): string[] {
  return Array.from({ length: buckets }, (_, bucket) => String(bucket));
}

/** Bytes of a text by which rows are sorted. What follows seldom matters, and the text is part of every cursor. */
const LONGEST = 256;

/**
 * Where a row stands in a list that is sorted by a text: whatever the case, and never at the same place as another row,
 * so that a page can go on after it in every bucket.
 */
export function sortText(text: string, id: string): string {
  // No text that is `comparable` has line breaks, and all that it has sorts after them: `Ann` comes before `Ann Lee`.
  return `${shortened(comparable(text))}\n${id}`;
}

function shortened(text: string): string {
  let [bytes, short] = [0, ''];
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST) break;
    short += character;
  }
  return short;
}
