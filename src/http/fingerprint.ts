import { createHash } from 'node:crypto';
import type { Route } from './route';

/** What the handler is given, as it is given it, without the caller: `body`, `query` and `{id}`. */
export type Asked = Readonly<Record<string, unknown>>;

/**
 * What tells a command of a client from another one: its route, what its parameters and its body come to, and the
 * version that it expects. How they are spelt does not count: blanks, the order of keys, `1.0` for `1`, escapes, the
 * case of a UUID, a path that is percent-encoded without need.
 */
export function fingerprintOf(
  { method, path }: Pick<Route, 'method' | 'path'>,
  asked: Asked,
  expectedVersion: number | undefined,
): string {
  const text = canonicalJson([method, path, asked, expectedVersion ?? null]);
  return createHash('sha256').update(text).digest('base64url');
}

/** One text for one JSON value: the keys of each object are sorted. @param value whatever JSON can hold */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (isObject(each) ? sorted(each) : each));
}

function sorted(value: object): object {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // No prototype: a key of any name is a plain key.
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
