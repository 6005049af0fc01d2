import { AwsError } from './aws-error';
import { objects, optionalObject, text, type Input } from './input';

/** "Tag naming limits and requirements", AWS general reference. */
const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;

export type Tags = Map<string, string>;

/** Tags that come as an object, `{"stage": "test"}`. */
export function tagMap(input: Input, member = 'Tags'): Tags {
  const given = optionalObject(input, member) ?? {};
  return checked(Object.keys(given).map((key) => [key, text(given, key)]));
}

/** Tags that come as a list of `Key` and `Value`. */
export function tagList(input: Input, member = 'Tags'): Tags {
  if (input[member] === undefined) return new Map();
  return checked(objects(input, member).map((tag) => [text(tag, 'Key'), text(tag, 'Value')]));
}

/** Adds to the tags of a resource, and refuses all when they become too many. */
export function addTags(tags: Tags, added: Tags): void {
  if (new Set([...tags.keys(), ...added.keys()]).size > MAX_TAGS) {
    throw new AwsError('LimitExceededException', `A resource has at most ${MAX_TAGS} tags.`);
  }
  for (const [key, value] of added) tags.set(key, value);
}

export function removeTags(tags: Tags, keys: readonly string[]): void {
  for (const key of keys) tags.delete(key);
}

export function describeTags(tags: Tags): object[] {
  return [...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([Key, Value]) => ({ Key, Value }));
}

function checked(tags: readonly (readonly [string, string])[]): Tags {
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > MAX_KEY || value.length > MAX_VALUE) {
      throw new AwsError(
        'ValidationException',
        `The tag "${key.slice(0, MAX_KEY)}" has to have 1 to ${MAX_KEY} characters, and a value of up to ${MAX_VALUE}.`,
      );
    }
  }
  return new Map(tags);
}
