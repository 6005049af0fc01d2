import { comparable } from '../../kernel/text';
import type { Page, PageRequest } from '../page';
import { keyOf, type Key, type Table } from './table';

/** Rows that one request looks at, at most: a rare match makes short pages, never slow ones. */
const MAX_LOOKED_AT = 1_000;
const FETCH = 100;

export interface Filter<R> {
  readonly attribute: keyof R & string;
  /** Text that the attribute must contain, whatever the case. */
  readonly value: string;
}

/**
 * A page of the rows that match, found by reading page after page. It may hold fewer rows than asked for, even none,
 * and still have a `next`: then the bound on the work was reached first.
 */
export async function search<R extends object>(
  table: Table<R>,
  fetch: (page: PageRequest) => Promise<Page<R>>,
  { limit, after }: PageRequest,
  filter?: Filter<R>,
): Promise<Page<R>> {
  const matches = matcher(filter);
  const found: R[] = [];
  let next: Key | undefined;
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT;) {
    const page = await fetch({
      limit: filter ? FETCH : limit - found.length,
      ...startingAfter(next ?? after),
    });
    for (const row of page.rows) {
      if (matches(row)) found.push(row);
      if (found.length === limit)
        return isLast(page, row) ? { rows: found } : { rows: found, next: keyOf(table, row) };
    }
    if (!page.next) return { rows: found };
    next = page.next;
    lookedAt += page.rows.length;
  }
  return { rows: found, ...(next && { next }) };
}

function startingAfter(after: PageRequest['after']): Pick<PageRequest, 'after'> {
  return after ? { after } : {};
}

function matcher<R>(filter: Filter<R> | undefined): (row: R) => boolean {
  if (!filter) return () => true;
  const text = comparable(filter.value);
  return (row) => comparable(String(row[filter.attribute])).includes(text);
}

function isLast<R>(page: Page<R>, row: R): boolean {
  return page.next === undefined && row === page.rows.at(-1);
}
