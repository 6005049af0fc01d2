import fc from 'fast-check';
import { DomainError } from '../kernel/domain-error';
import { MAX_DEPTH, MAX_ELEMENTS, MAX_KEYS, parseJson } from './json-text';
import { isUnsafeKey } from './request';

function refusalOf(text: string): DomainError | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** Keys that differ, and none that is unsafe: `JSON.parse` reads these as we do. */
const key = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((name) => !isUnsafeKey(name));
const document = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe(parseJson, () => {
  it('reads what JSON.parse reads, however it is spaced', () => {
    fc.assert(
      fc.property(document, fc.constantFrom('', ' ', '\t', '\n  '), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1},"a":2}', 'a'],
    ['{"a":1,"\\u0061":1}', 'a'],
    ['{"a":{"b":{"c":1,"c":1}}}', 'a.b.c'],
    ['{"a":[{"b":1},{"b":1,"b":2}]}', 'a.1.b'],
    ['{"a":[[1,2],[{"b":1,"b":2}]]}', 'a.1.0.b'],
    ['{"a":"}{,","b":"\\"a\\":","b":1}', 'b'],
    ['{"":1,"":2}', ''],
    ['[{"a":1},{"a":1,"a":1}]', '1.a'],
    [`{"${'k'.repeat(500)}":1,"${'k'.repeat(500)}":1}`, 'k'.repeat(100)],
  ])('refuses a repeated key, with its path: %s (RFC 8259, 4)', (text, field) => {
    expect(refusalOf(text)).toMatchObject({ kind: 'malformed', fields: [{ field, message: 'is repeated' }] });
  });

  it.each([
    ['{"a":{"x":1},"b":{"x":1}}'],
    ['{"a":[{"x":1},{"x":1}]}'],
    ['{"a":"a","b":"a"}'],
    ['{"a":"\\"a\\":1,\\"a\\":2"}'],
    ['{"a":1,"A":1,"á":1}'],
  ])('takes the same key in different objects, and the same text as a value: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('finds the one key that is repeated, wherever it is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 20 }), fc.nat(), (keys, index) => {
        const again = keys[index % keys.length] ?? '';
        const text = `{${[...keys, again].map((each) => `${JSON.stringify(each)}:1`).join()}}`;
        expect(refusalOf(text)).toMatchObject({ fields: [{ field: again, message: 'is repeated' }] });
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', '\\u005f_proto__', 'hasOwnProperty'])(
    'refuses %s as a key, and leaves every object as it was',
    (name) => {
      expect(refusalOf(`{"a":[{"${name}":{"isAdmin":true}}]}`)?.message).toMatch(/must not use/);
      expect({}).not.toHaveProperty('isAdmin');
    },
  );

  it('takes the deepest that is allowed', () => {
    const nest = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(refusalOf(nest(MAX_DEPTH))).toBeUndefined();
    expect(refusalOf(nest(MAX_DEPTH + 1))?.message).toMatch(/deeper than 32/);
    expect(refusalOf('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1))?.message).toMatch(/deeper/);
  });

  it('takes as many keys and elements as are allowed, wherever they are', () => {
    const keys = (count: number): string =>
      `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`;
    expect(refusalOf(keys(MAX_KEYS))).toBeUndefined();
    expect(refusalOf(keys(MAX_KEYS + 1))?.message).toBe('Send at most 2000 keys.');
    expect(refusalOf(`[${keys(MAX_KEYS)},${keys(1)}]`)?.message).toBe('Send at most 2000 keys.');
    const elements = `[${'1,'.repeat(MAX_ELEMENTS)}1]`;
    expect(refusalOf(elements)).toBeUndefined();
    expect(refusalOf(`[${elements},2]`)?.message).toBe('Send at most 10000 elements in arrays.');
  });

  it('takes whole emoji, and refuses half of one, as a key too', () => {
    expect(refusalOf('{"a":["🌱","\\ud83c\\udf31"]}')).toBeUndefined();
    for (const text of ['{"a":["\\ud83c"]}', '{"\\udf31":1}', `{"a":"${'🌱'.slice(0, 1)}"}`]) {
      expect(refusalOf(text)?.message).toMatch(/surrogate/);
    }
  });
});
