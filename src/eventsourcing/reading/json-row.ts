/**
 * Rows are JSON: what DynamoDB would refuse, lose or give back as something else does not compile. `undefined`, dates,
 * functions, `bigint` and everything that has methods (maps, sets, instances of classes) have no place in a row.
 */
export type JsonRow<R> = { readonly [K in keyof R]: JsonOf<R[K]> };

type JsonOf<V> = V extends string | number | boolean | null
  ? V
  : V extends (...parameters: never[]) => unknown
    ? never
    : V extends object
      ? JsonRow<V>
      : never;

/** An object that is no more than its fields, whichever realm it comes from. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Numbers nearer to zero than this are none to DynamoDB. */
const SMALLEST_NUMBER = 1e-130;

/** Whether a number comes back from DynamoDB, and from JSON, as it was. */
export function isStorable(value: number): boolean {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
  return value === 0 || Math.abs(value) >= SMALLEST_NUMBER;
}

/** What a value is, for a message that refuses it: `an instance of Date` says more than `an object`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'number') return kindOfNumber(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return 'an array';
  if (isPlain(value)) return 'an object';
  const { name } = value.constructor;
  return `an instance of ${name === '' ? 'a class without a name' : name}`;
}

function kindOfNumber(value: number): string {
  if (isStorable(value)) return 'a number';
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? 'an unsafe integer' : 'a number too near to zero';
}
