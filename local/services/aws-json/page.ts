export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** The `limit` items whose key comes after `after`, of a list that is sorted by key. */
export function pageAfter<T>(
  sorted: readonly T[],
  key: (item: T) => string,
  after: string | undefined,
  limit: number,
): Page<T> {
  const rest = after === undefined ? sorted : sorted.filter((item) => key(item) > after);
  return { items: rest.slice(0, limit), hasMore: rest.length > limit };
}
