import { boundedInteger, optionalText, type Input } from '../aws-json/input';
import { pageAfter } from '../aws-json/page';

const MAX_PAGE = 100;

interface Named {
  readonly name: string;
  readonly group?: string;
}

/** The page that `MaxResults`, `NamePrefix` and `NextToken` ask for, sorted by group and name. */
export function scheduledPage<T extends Named>(
  input: Input,
  items: readonly T[],
  toAnswer: (items: readonly T[]) => object,
): object {
  const prefix = optionalText(input, 'NamePrefix') ?? '';
  const keyOf = ({ group = '', name }: Named): string => `${group}/${name}`;
  const sorted = items
    .filter(({ name }) => name.startsWith(prefix))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  // It comes as text, as all of a query does.
  const asked = optionalText(input, 'MaxResults');
  const MaxResults = asked === undefined ? undefined : Number(asked);
  const limit = boundedInteger({ MaxResults }, 'MaxResults', 1, MAX_PAGE, MAX_PAGE);
  const page = pageAfter(sorted, keyOf, optionalText(input, 'NextToken'), limit);
  const last = page.items.at(-1);
  return { ...toAnswer(page.items), ...(page.hasMore && last !== undefined && { NextToken: keyOf(last) }) };
}
