import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { jsonFault, PLAIN_JSON } from './json';

class Money {
  readonly amount = 7;
}
class List extends Array<number> {}

const sparse: number[] = [];
sparse[1] = 1;

/** What JSON changes, or cannot say. */
const changed: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
  ['a bigint', 1n],
  ['a symbol', Symbol('x')],
  ['a function', () => 1],
  ['an instance of Date', new Date(0)],
  ['an instance of Map', new Map([['a', 1]])],
  ['an instance of Set', new Set(['a'])],
  ['an instance of RegExp', /a/u],
  ['an instance of URL', new URL('https://example.com')],
  ['an instance of Error', new Error('no')],
  ['an instance of Promise', Promise.resolve()],
  ['an instance of Buffer', Buffer.from('a')],
  ['an instance of Uint8Array', new Uint8Array(1)],
  ['an instance of ArrayBuffer', new ArrayBuffer(1)],
  ['an instance of WeakMap', new WeakMap()],
  ['an instance of Number', Object(7)],
  ['an instance of String', Object('a')],
  ['an instance of Money', new Money()],
  ['an instance of List', new List()],
  [
    'an instance of a class without a name',
    Object.create(Object.create(Object.create(null) as object) as object),
  ],
  ['an instance of a class without a name', Object.assign(new Money(), { constructor: undefined })],
  ['an array with fields', Object.assign([1], { more: 1 })],
  ['an object with a field named by a symbol', { [Symbol('x')]: 1 }],
];

describe('jsonFault', () => {
  it.each(changed)('finds %s wherever it is, and where', (kind, value) => {
    expect(jsonFault(value)).toMatchObject({ path: '', kind });
    expect(jsonFault({ a: [1, { b: value }] })).toMatchObject({ path: 'a[1].b', kind });
  });

  it('finds what an object hides or computes, holes, and circles', () => {
    const hidden = Object.defineProperty({}, 'a', { value: 1, enumerable: false });
    expect(jsonFault(hidden)).toMatchObject({ path: 'a', kind: 'a hidden field' });
    const computed = {
      get a() {
        return 1;
      },
    };
    expect(jsonFault(computed)).toMatchObject({ path: 'a', kind: 'a getter' });
    expect(jsonFault({ a: sparse })).toMatchObject({ path: 'a[0]', kind: 'undefined' });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(jsonFault(circle)).toMatchObject({ kind: 'nested too deep' });
  });

  it('finds a method that says what JSON shall be', () => {
    expect(jsonFault({ toJSON: () => 'something else' })).toMatchObject({
      path: 'toJSON',
      kind: 'a function',
    });
  });

  it('takes plain objects of any realm, and without a prototype', () => {
    expect(jsonFault(runInNewContext('({ a: [1, { b: null }] })'))).toBeUndefined();
    expect(jsonFault(Object.assign(Object.create(null) as object, { a: 1 }))).toBeUndefined();
    expect(jsonFault(runInNewContext('({ a: new Date(0) })'))).toMatchObject({
      path: 'a',
      kind: 'an instance of Date',
    });
  });

  it('takes everything that JSON can say', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        const value = JSON.parse(text) as unknown;
        fc.pre(
          JSON.stringify(value) === JSON.stringify(JSON.parse(JSON.stringify(value))) && !/-0\b/u.test(text),
        );
        expect(jsonFault(value)).toBeUndefined();
      }),
    );
  });

  it('finds nothing exactly in what comes back from JSON as it was', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withBoxedValues: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(jsonFault(value) === undefined).toBe(comesBack(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes no deeper than it is told to', () => {
    const rules = { ...PLAIN_JSON, deepest: 1 };
    expect(jsonFault({ a: { b: 1 } }, rules)).toBeUndefined();
    expect(jsonFault({ a: { b: {} } }, rules)).toMatchObject({ path: 'a.b', kind: 'nested too deep' });
  });
});

function comesBack(value: unknown): boolean {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text !== undefined && isDeepStrictEqual(JSON.parse(text), value);
  } catch {
    return false;
  }
}
