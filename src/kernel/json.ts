/**
 * What survives being written as JSON and read again, to the compiler: no `undefined`, dates, functions, `bigint`, and
 * nothing that has methods (maps, sets, instances of classes). For constraints: `T extends JsonObject<T> & object`.
 */
export type JsonObject<T> = { readonly [K in keyof T]: JsonOf<T[K]> };

type JsonOf<V> = V extends string | number | boolean | null
  ? V
  : V extends (...parameters: never[]) => unknown
    ? never
    : V extends object
      ? JsonObject<V>
      : never;

/** What a store adds to the rules of JSON itself. */
export interface JsonRules {
  /** How deep values may be nested. */
  readonly deepest: number;
  /** What is wrong with a number: `an unsafe integer`. */
  readonly numberFault: (value: number) => string | undefined;
  /** What is wrong with a text. */
  readonly textFault?: (value: string) => string | undefined;
  /** What is wrong with the name of a field. */
  readonly nameFault?: (name: string) => string | undefined;
}

/** Where and why a value is no JSON. */
export interface JsonFault {
  /** `names[2].first`; empty for the value itself. */
  readonly path: string;
  /** `an instance of Date` */
  readonly kind: string;
  /** What to do instead, as a sentence with a blank before it; empty for kinds of which nobody can know. */
  readonly fix: string;
}

/** Of what is written as JSON and nothing else. JSON has no sign for zero: -0 comes back as 0. */
export const PLAIN_JSON: JsonRules = {
  deepest: 100,
  numberFault: (value) => {
    if (!Number.isFinite(value)) return String(value);
    return Object.is(value, -0) ? '-0' : undefined;
  },
};

const FIXES: Readonly<Partial<Record<string, string>>> = {
  undefined: ' Leave the field out, or say null.',
  NaN: ' Say null.',
  Infinity: ' Say null.',
  '-Infinity': ' Say null.',
  '-0': ' Add 0 to it.',
  'a bigint': ' Write it as text.',
  'an unsafe integer': ' Write it as text.',
  'an instance of Date': ' Write its toISOString().',
  'an instance of Map': ' Write its entries.',
  'an instance of Set': ' Make it an array.',
  'nested too deep': ' Flatten it.',
};

/** The first thing in a value that would not come back as it was. */
export function jsonFault(value: unknown, rules: JsonRules = PLAIN_JSON): JsonFault | undefined {
  return faultIn(value, '', 0, rules);
}

/** An object that is no more than its fields, whichever realm it comes from. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What a value is, for a message that refuses it: `an instance of Date` says more than `an object`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isPlainArray(value)) return 'an array';
  if (isPlainObject(value)) return 'an object';
  // Whoever has a field of this name, or no prototype that says it, has no class that could be named.
  const { constructor: made } = value as { readonly constructor?: unknown };
  return `an instance of ${typeof made === 'function' && made.name !== '' ? made.name : 'a class without a name'}`;
}

function isPlainArray(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  const beyond: unknown = Object.getPrototypeOf(Object.getPrototypeOf(value) ?? value);
  return beyond === null || Object.getPrototypeOf(beyond) === null;
}

function faultIn(value: unknown, path: string, depth: number, rules: JsonRules): JsonFault | undefined {
  if (typeof value === 'string') return fault(path, rules.textFault?.(value));
  if (typeof value === 'boolean' || value === null) return undefined;
  if (typeof value === 'number') return fault(path, rules.numberFault(value));
  if (!isPlainArray(value) && !isPlainObject(value)) return fault(path, kindOf(value));
  if (depth > rules.deepest) return fault(path, 'nested too deep');
  return isPlainArray(value)
    ? faultInArray(value, path, depth, rules)
    : faultInObject(value, path, depth, rules);
}

function faultInArray(
  value: readonly unknown[],
  path: string,
  depth: number,
  rules: JsonRules,
): JsonFault | undefined {
  for (let index = 0; index < value.length; index += 1) {
    const at = `${path}[${index}]`;
    // The holes of a sparse array are undefined.
    const found = faultIn(value[index], at, depth + 1, rules);
    if (found) return found;
  }
  // JSON writes the items alone. One more than these is the length.
  const strange = Reflect.ownKeys(value).length > value.length + 1;
  return strange ? fault(path, 'an array with fields') : undefined;
}

function faultInObject(
  value: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
  rules: JsonRules,
): JsonFault | undefined {
  for (const name of Reflect.ownKeys(value)) {
    if (typeof name === 'symbol') return fault(path, 'an object with a field named by a symbol');
    const at = path === '' ? name : `${path}.${name}`;
    const property = Object.getOwnPropertyDescriptor(value, name);
    if (!property?.enumerable) return fault(at, 'a hidden field');
    if (property.get ?? property.set) return fault(at, 'a getter');
    const found = fault(path, rules.nameFault?.(name)) ?? faultIn(property.value, at, depth + 1, rules);
    if (found) return found;
  }
  return undefined;
}

function fault(path: string, kind: string | undefined): JsonFault | undefined {
  return kind === undefined ? undefined : { path, kind, fix: FIXES[kind] ?? '' };
}
