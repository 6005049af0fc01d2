import { searchable } from '../../kernel/text';
import { allBuckets, BUCKETS } from './buckets';
import type { Page } from '../page';
import type { IndexPageRequest, ReadTables } from './read-tables';
import { indexOf, keyOf, type Key, type Table } from './table';

/** What a partition of DynamoDB gives each second, in read units (Developer Guide, Quotas). */
const PARTITION_READ_UNITS = 3_000;
/** Requests each second that a list must bear, even when all are for the same page: what production lets through. */
const REQUESTS_PER_SECOND = 1_000;
/** Bytes that a unit pays for: an index is read with eventual consistency, at half the price of 4 KB. */
const BYTES_PER_UNIT = 8 * 1024;
/** What is assumed of the rows of a list: an item of an index is billed whole. */
const BYTES_PER_ROW = 512;

/**
 * Rows of each bucket that one request looks at, at most: a search for something rare makes short pages, never slow
 * ones, and never a partition that throttles.
 */
export const ROWS_PER_BUCKET =
  (PARTITION_READ_UNITS / REQUESTS_PER_SECOND) * Math.floor(BYTES_PER_UNIT / BYTES_PER_ROW);

export interface Filter<R> {
  readonly attribute: keyof R & string;
  /** Text that the attribute must contain, in whatever spelling; blanks at its ends count. */
  readonly value: string;
}

/** All rows of a table, in the order of an index that is spread over buckets. */
export interface SortedList<R extends object, IndexName extends string = string> {
  readonly table: Table<R, string, IndexName>;
  readonly index: NoInfer<IndexName>;
  readonly buckets: number;
}

/**
 * Declares a list. The index's partition attribute holds `bucketOf(id, buckets)`, its sort attribute `sortText(..., id)`
 * or something else that no two rows share.
 *
 * @example
 * const usersByEmail = sortedList(usersTable, 'byEmail');
 */
export function sortedList<R extends object, IndexName extends string>(
  table: Table<R, string, IndexName>,
  index: NoInfer<IndexName>,
  buckets = BUCKETS,
): SortedList<R, IndexName> {
  return { table, index, buckets };
}

/**
 * A page of a list, or of those of its rows that match: the buckets are asked at the same time and merged. A page may
 * hold fewer rows than asked for, even none, and still have a `next`: then the bound on the work was reached first.
 *
 * @throws DomainError malformed-cursor
 */
export async function listPage<R extends object, IndexName extends string>(
  tables: ReadTables,
  list: SortedList<R, IndexName>,
  { limit, after }: IndexPageRequest,
  filter?: Filter<R>,
): Promise<Page<R>> {
  const { table, index, buckets } = list;
  const { partition, sort, holds } = indexOf(table, index);
  // One more is looked at to know whether there are more.
  const size = Math.min(filter ? Infinity : limit, ROWS_PER_BUCKET - 1);
  const pages = await Promise.all(
    allBuckets(buckets).map((bucket) => {
      const start = after && { after: { ...after, [partition]: bucket } };
      return tables.queryIndex(table, index, bucket, { limit: size, ...start });
    }),
  );
  const matches = matcher(filter);
  const rows: R[] = [];
  let last: R | undefined;
  const pageSoFar = (): Page<R> => ({ rows, ...(last && { next: placeOf(list, last, partition) }) });
  const inOrder = merged(pages, sort);
  const places = filter ? inOrder : inOrder.slice(0, limit);
  const found = holds === 'places' ? await rowsAt(tables, table, places) : places;
  for (const [position, place] of places.entries()) {
    if (rows.length === limit) return pageSoFar();
    const row = found[position];
    if (row && matches(row)) rows.push(row);
    last = place;
  }
  return places.length < inOrder.length || pages.some(({ next }) => next) ? pageSoFar() : { rows };
}

/** Keys that one call of `getMany` takes. */
const MOST_KEYS = 100;

/** The rows at some places, in their order; `undefined` for one that is no longer there. */
async function rowsAt<R extends object>(
  tables: ReadTables,
  table: Table<R>,
  places: readonly R[],
): Promise<readonly (R | undefined)[]> {
  // A row that moves may be seen at two places for a moment, and a call takes each key once.
  const keys = new Map(places.map((place) => [JSON.stringify(keyOf(table, place)), keyOf(table, place)]));
  const calls = Array.from({ length: Math.ceil(keys.size / MOST_KEYS) }, (_, call) =>
    [...keys].slice(call * MOST_KEYS, (call + 1) * MOST_KEYS),
  );
  const answers = await Promise.all(
    calls.map(async (some) => {
      const rows = await tables.getMany(
        table,
        some.map(([, key]) => key),
      );
      return some.map(([text], index) => [text, rows[index]] as const);
    }),
  );
  const rows = new Map(answers.flat());
  return places.map((place) => rows.get(JSON.stringify(keyOf(table, place))));
}

/** The place of a row among those of all buckets. */
function placeOf<R extends object>({ table, index }: SortedList<R>, row: R, partition: string): Key {
  return Object.fromEntries(
    Object.entries(keyOf(table, row, index)).filter(([column]) => column !== partition),
  );
}

/** Rows of all buckets in order, as far as it is known: what a bucket has after its page may come before others. */
function merged<R extends object>(pages: readonly Page<R>[], sort: string): R[] {
  const placed = pages.map(({ rows, next }) => ({
    rows: rows.map((row) => ({ row, place: bytesAt(row, sort) })),
    goesOn: next !== undefined,
  }));
  const ends = placed.flatMap(({ rows, goesOn }) => (goesOn ? (rows.at(-1)?.place ?? []) : []));
  return placed
    .flatMap(({ rows }) => rows)
    .filter(({ place }) => ends.every((end) => Buffer.compare(place, end) <= 0))
    .sort((a, b) => Buffer.compare(a.place, b.place))
    .map(({ row }) => row);
}

/** DynamoDB sorts text by its UTF-8 bytes, which is not how JavaScript compares it. */
function bytesAt(row: object, column: string): Buffer {
  return Buffer.from(String((row as Readonly<Record<string, unknown>>)[column]));
}

function matcher<R>(filter: Filter<R> | undefined): (row: R) => boolean {
  if (!filter) return () => true;
  const text = searchable(filter.value);
  // What nobody sees is no text to look for, and would be found everywhere.
  if (text === '') return () => false;
  return (row) => searchable(String(row[filter.attribute])).includes(text);
}
