import fc from 'fast-check';
import { stampsTable, type StampRow } from '../../../test/support/stamp.table';
import { checkedRow } from './table';

const stamp: StampRow = { id: 'one', album: 'red', page: 'first', value: 1 };

class Money {
  readonly amount = 7;
}

const [nameless] = [
  class {
    readonly amount = 7;
  },
] as const;

/** As a projection without types, or with a cast, might make it. */
const check = (row: unknown): unknown => checkedRow(stampsTable, row as object);

describe('checkedRow', () => {
  it('takes a row of JSON as it is', () => {
    const row = { ...stamp, list: [1, 'two', null, { three: [true] }], empty: '', zero: -0, float: 0.1 };
    expect(check(row)).toBe(row);
    expect(check(Object.assign(Object.create(null) as object, stamp))).toEqual(stamp);
  });

  it('takes everything that JSON can say', () => {
    // JSON's numbers go further than those of DynamoDB.
    const numbers = {
      reviver: (_: string, it: unknown) => (typeof it === 'number' ? Math.trunc(it % 1e6) : it),
    };
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        // Nor can the SDK send a field of these names, or DynamoDB take one without a name.
        fc.pre(!/"(__proto__|constructor|)":/.test(text));
        const value = JSON.parse(text, numbers.reviver) as unknown;
        expect(check({ ...stamp, value })).toMatchObject({ value });
      }),
    );
  });

  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [2 ** 53, 'an unsafe integer'],
    [-1e300, 'an unsafe integer'],
    [5e-324, 'a number too near to zero'],
    [1n, 'a bigint'],
    [Symbol('x'), 'a symbol'],
    [() => 1, 'a function'],
    [new Date(0), 'an instance of Date'],
    [new Map([['a', 1]]), 'an instance of Map'],
    [new Set(['a']), 'an instance of Set'],
    [Buffer.from('a'), 'an instance of Buffer'],
    [new Uint8Array(1), 'an instance of Uint8Array'],
    [/a/u, 'an instance of RegExp'],
    [new Money(), 'an instance of Money'],
    [new nameless(), 'an instance of a class without a name'],
  ])('refuses %p wherever it is', (value, kind) => {
    const message = (column: string): string =>
      `${column} in a row of StampsTable is ${kind}; rows hold JSON alone.`;
    expect(() => check({ ...stamp, more: value })).toThrow(TypeError);
    expect(() => check({ ...stamp, more: value })).toThrow(message('more'));
    expect(() => check({ ...stamp, more: { of: [1, { it: value }] } })).toThrow(message('more.of[1].it'));
  });

  it.each<[string, unknown]>([
    ['text with half a character', 'a\ud800'],
    ['an object with a field named __proto__', JSON.parse('{"__proto__":1}')],
    ['an object with a field named constructor', { constructor: 1 }],
    ['an object with a field named constructor', { constructor: null }],
    ['an object with a field without a name', { '': 1 }],
    ['an object with a field whose name is too long', { ['x'.repeat(65_536)]: 1 }],
    ['an object with half a character in the name of a field', { 'a\ud800': 1 }],
    ['an object with a field named by a symbol', { [Symbol('x')]: 1 }],
    ['an array with fields', Object.assign([1], { more: 1 })],
    ['an instance of List', new (class List extends Array<number> {})()],
    ['an instance of String', new String('a')],
  ])('refuses %s', (kind, value) => {
    expect(() => check({ ...stamp, more: value })).toThrow(
      `more in a row of StampsTable is ${kind}; rows hold`,
    );
  });

  it('says what to do instead, and which projection made the row', () => {
    const row = { ...stamp, at: new Date(0) };
    expect(() => checkedRow(stampsTable, row, 'shop/stamps')).toThrow(
      new TypeError(
        'at in a row of StampsTable is an instance of Date; rows hold JSON alone. The projection shop/stamps made it. ' +
          'Write its toISOString().',
      ),
    );
  });

  it('refuses the holes of a list', () => {
    const list: number[] = [];
    list[1] = 1;
    expect(() => check({ ...stamp, list })).toThrow('list[0] in a row of StampsTable is undefined');
  });

  it('refuses a row that is no plain object', () => {
    expect(() => check(new Money())).toThrow('A row of StampsTable is an instance of Money');
    expect(() => check([stamp])).toThrow('A row of StampsTable is an array');
  });

  it.each([
    ['id', 'undefined', undefined],
    ['id', 'text of 0 bytes', ''],
    ['id', 'a number', 7],
    ['id', 'null', null],
    ['id', 'text of 2050 bytes', 'é'.repeat(1_025)],
    ['album', 'text of 0 bytes', ''],
    ['album', 'text of 2049 bytes', 'x'.repeat(2_049)],
    ['page', 'a boolean', true],
    ['page', 'text of 1025 bytes', 'x'.repeat(1_025)],
  ])('refuses a key whose %s is %s', (column, found, value) => {
    const kept = Object.entries(stamp).filter(([name]) => name !== column);
    const row = Object.fromEntries(value === undefined ? kept : [...kept, [column, value]]) as object;
    expect(() => check(row)).toThrow(
      `${column} in a row of StampsTable is ${found}; a key takes text of 1 to`,
    );
  });

  it('takes keys that are just short enough', () => {
    const row = { ...stamp, id: 'x'.repeat(2_048), album: 'x'.repeat(2_048), page: 'x'.repeat(1_024) };
    expect(check(row)).toBe(row);
  });

  it('takes a row that is in no index', () => {
    const row = { id: 'one', value: 1 };
    expect(check(row)).toBe(row);
  });

  it('refuses what is larger or deeper than a row can be', () => {
    expect(() => check({ ...stamp, text: 'x'.repeat(400 * 1024) })).toThrow('409600 is the most: split it.');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => check({ ...stamp, circle })).toThrow(
      'is nested too deep; rows hold JSON alone. Flatten it.',
    );
  });
});
