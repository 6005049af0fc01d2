import { AwsError } from '../aws-json/aws-error';
import { objects, text, texts, type Input } from '../aws-json/input';
import type { Secret } from './secret';

/** What a filter of ListSecrets looks at; values are the beginning of it. */
const LOOKS_AT: Readonly<Record<string, (secret: Secret) => readonly string[]>> = {
  name: ({ state }) => [state.name],
  description: ({ state }) => [state.description ?? ''],
  'tag-key': ({ state }) => [...state.tags.keys()],
  'tag-value': ({ state }) => [...state.tags.values()],
};

/** Whether a secret passes each of the `Filters` of a request, by one of its values. */
export function matchesFilters(secret: Secret, input: Input): boolean {
  if (input.Filters === undefined) return true;
  return objects(input, 'Filters').every((filter) => {
    const key = text(filter, 'Key');
    const values = Object.hasOwn(LOOKS_AT, key) ? LOOKS_AT[key]?.(secret) : undefined;
    if (values === undefined) {
      const known = Object.keys(LOOKS_AT).join(', ');
      throw new AwsError('InvalidParameterException', `The local filters are ${known}, not "${key}".`);
    }
    return texts(filter, 'Values').some((wanted) => values.some((value) => value.startsWith(wanted)));
  });
}
