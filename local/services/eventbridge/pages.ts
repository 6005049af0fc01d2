import { boundedInteger, optionalText, type Input } from '../aws-json/input';
import { pageAfter } from '../aws-json/page';

const MAX_PAGE = 100;

/**
 * The page that `Limit` and `NextToken` of a request ask for, sorted by name.
 *
 * @param toAnswer what the answer says of the items
 */
export function pageOf<T>(
  input: Input,
  items: Iterable<T>,
  nameOf: (item: T) => string,
  toAnswer: (items: readonly T[]) => object,
): object {
  const sorted = [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const limit = boundedInteger(input, 'Limit', 1, MAX_PAGE, MAX_PAGE);
  const page = pageAfter(sorted, nameOf, optionalText(input, 'NextToken'), limit);
  const last = page.items.at(-1);
  return {
    ...toAnswer(page.items),
    NextToken: page.hasMore && last !== undefined ? nameOf(last) : undefined,
  };
}
