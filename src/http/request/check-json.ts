import { malformed } from './malformed';
import { isUnsafeKey } from './unsafe-key';

/** Objects and arrays inside each other, the outermost counted. */
export const MAX_DEPTH = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Refuses JSON that is legal but harmful: deep nesting, keys that reach an object's prototype, text that is no
 * Unicode (storage would replace it in silence).
 */
export function checkJson(value: unknown, depth = 1): void {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw malformed('The body holds text with half a surrogate pair.');
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  for (const [key, child] of Object.entries(value)) {
    if (isUnsafeKey(key)) throw malformed(`The body must not use ${key} as a key.`);
    checkJson(child, depth + 1);
  }
}
