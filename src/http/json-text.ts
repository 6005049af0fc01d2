import { malformed } from './errors';
import { isUnsafeKey } from './request';

/** Objects and arrays inside each other, the outermost counted. */
export const MAX_DEPTH = 32;
/** Keys of all objects together: validating costs more with each, and most of all with those that nobody knows. */
export const MAX_KEYS = 2_000;
/** Elements of all arrays together. */
export const MAX_ELEMENTS = 10_000;

const LONE_SURROGATE = /\p{Surrogate}/u;
/** What gives JSON its shape; numbers, literals, colons and blanks lie between. */
const TOKENS = /"[^"\\]*(?:\\[^][^"\\]*)*"|[[\]{},]/g;

interface Container {
  /** The names so far; none for an array. */
  readonly keys: Set<string> | undefined;
  /** Whether the next text is a key. */
  expectsKey: boolean;
  /** Of the value that is being read. */
  place: string | number;
}

/**
 * Reads JSON strictly. Refused, beside what is no JSON: one key twice in an object (RFC 8259, 4: what a reader makes of
 * that is unpredictable, and readers that differ can be played off against each other), keys that reach an object's
 * prototype, half a surrogate pair (storage would replace it in silence), and what is too deep or too much to be
 * validated cheaply. The time it takes grows with the length of the text.
 *
 * @throws DomainError malformed, with the path of a repeated key
 */
export function parseJson(text: string): unknown {
  const value = parse(text);
  checkTokens(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('The body is not valid JSON.', [], cause);
  }
}

/** @param text valid JSON */
function checkTokens(text: string): void {
  const open: Container[] = [];
  let keys = 0;
  let elements = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    const container = open.at(-1);
    switch (token) {
      case '{':
      case '[':
        if (open.length === MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
        open.push(token === '{' ? objectBegins() : arrayBegins());
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (container?.keys) container.expectsKey = true;
        else if (container) {
          container.place = Number(container.place) + 1;
          elements += 1;
          if (elements > MAX_ELEMENTS) throw malformed(`Send at most ${MAX_ELEMENTS} elements in arrays.`);
        }
        break;
      default: {
        const decoded = decode(token);
        if (!container?.expectsKey) break;
        keys += 1;
        if (keys > MAX_KEYS) throw malformed(`Send at most ${MAX_KEYS} keys.`);
        container.expectsKey = false;
        container.place = decoded;
        checkKey(decoded, container.keys, open);
      }
    }
  }
}

function objectBegins(): Container {
  return { keys: new Set(), expectsKey: true, place: '' };
}

function arrayBegins(): Container {
  return { keys: undefined, expectsKey: false, place: 0 };
}

/** @param token with its quotes */
function decode(token: string): string {
  const text = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  if (LONE_SURROGATE.test(text)) throw malformed('The body holds text with half a surrogate pair.');
  return text;
}

function checkKey(key: string, known: Set<string> | undefined, open: readonly Container[]): void {
  if (isUnsafeKey(key)) throw malformed(`The body must not use ${key} as a key.`);
  if (known?.has(key)) {
    const field = open.map(({ place }) => place).join('.');
    throw malformed('Send each key of an object once.', [
      { field: field.slice(0, 100), message: 'is repeated' },
    ]);
  }
  known?.add(key);
}
