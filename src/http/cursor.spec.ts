import fc from 'fast-check';
import { DomainError } from '../kernel/domain-error';
import { decodeCursor, encodeCursor, MAX_CURSOR_LENGTH } from './cursor';

const scope = 'GET /users?contains=email:ann';
const cursorOf = (payload: unknown): string => Buffer.from(JSON.stringify(payload)).toString('base64url');

function refusalOf(cursor: string): unknown {
  try {
    return decodeCursor(scope, cursor);
  } catch (error) {
    return error;
  }
}

describe('a cursor', () => {
  it('gives back the key that it was made of', () => {
    const values = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer());
    const names = fc.string({ maxLength: 10 }).filter((name) => !(name in {}) && name !== 'prototype');
    fc.assert(
      fc.property(fc.string(), fc.dictionary(names, values, { maxKeys: 4 }), (anyScope, key) => {
        expect({ ...decodeCursor(anyScope, encodeCursor(anyScope, key)) }).toEqual({ ...key });
      }),
    );
  });

  it('can stand in a URL as it is and does not show its scope', () => {
    const cursor = encodeCursor(scope, { id: 'ü?&=', n: 1 });
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('ann');
  });

  it('of another list or filter is refused', () => {
    const refuse = (): unknown =>
      decodeCursor('GET /users?contains=email:bob', encodeCursor(scope, { id: 'a' }));
    expect(refuse).toThrow(DomainError);
    expect(refuse).toThrow('Pass the cursor of the page before');
  });

  it('that was cut or changed is refused', () => {
    const cursor = encodeCursor(scope, { id: '0190a8f0-7b7c-7cc1-9d3c-6f1b5a3c2d10' });
    for (let length = 0; length < cursor.length; length += 1) {
      expect(refusalOf(cursor.slice(0, length))).toMatchObject({
        kind: 'malformed',
        code: 'malformed-cursor',
      });
    }
    expect(refusalOf(cursor.replace(/.(?=.{20}$)/, (char) => (char === 'A' ? 'B' : 'A')))).toBeInstanceOf(
      DomainError,
    );
  });

  it.each([
    '',
    '%',
    'null',
    cursorOf(null),
    cursorOf({}),
    cursorOf([]),
    cursorOf(['x', { id: 'a' }]),
    cursorOf(['x', null]),
    cursorOf(['x', ['a']]),
    cursorOf(['x', { id: { S: 'a' } }]),
    cursorOf(['x', { id: null }]),
    cursorOf(['x', { id: 'a' }, 1]),
    'a'.repeat(MAX_CURSOR_LENGTH + 1),
  ])('that was made up is refused: %s', (cursor) => {
    expect(refusalOf(cursor)).toMatchObject({
      kind: 'malformed',
      code: 'malformed-cursor',
      fields: [{ field: 'cursor', message: 'does not belong to this list' }],
    });
  });

  it('is refused whatever it is, or understood, but never a fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json().map((json) => cursorOf(['x', json])),
        ),
        (cursor) => {
          expect(refusalOf(cursor)).toBeInstanceOf(DomainError);
        },
      ),
    );
  });

  it('refuses unsafe and too many names, even with the right checksum', () => {
    const forged = encodeCursor(scope, JSON.parse('{"__proto__":"a"}') as Record<string, string>);
    const wide = encodeCursor(
      scope,
      Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`k${n}`, n] as const)),
    );
    expect(refusalOf(forged)).toBeInstanceOf(DomainError);
    expect(refusalOf(wide)).toBeInstanceOf(DomainError);
  });

  it('cannot be made of a key that would not fit', () => {
    expect(() => encodeCursor(scope, { id: 'x'.repeat(MAX_CURSOR_LENGTH) })).toThrow(RangeError);
  });
});
