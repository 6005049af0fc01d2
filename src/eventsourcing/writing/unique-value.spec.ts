import fc from 'fast-check';
import { checkScope, uniqueValueChanges, uniqueValueKey, type UniqueValue } from './unique-value';

const email = (value: string): UniqueValue => ({ scope: 'iam', name: 'email', value });

describe('uniqueValueKey', () => {
  it('is the same for two spellings of a value', () => {
    expect(uniqueValueKey(email(' ANN@example.com'))).toBe('iam#email#ann@example.com');
    expect(uniqueValueKey(email('Ａnn@example.com'))).toBe('iam#email#ann@example.com');
  });

  it('keeps scopes and names apart', () => {
    const keys = [email('x'), { ...email('x'), scope: 'shop' }, { ...email('x'), name: 'phone' }].map(
      uniqueValueKey,
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('has 512 bytes at most, whatever the value, and says the hash of a value that is longer', () => {
    expect(uniqueValueKey(email('a'.repeat(502)))).toBe(`iam#email#${'a'.repeat(502)}`);
    expect(uniqueValueKey(email('a'.repeat(503)))).toMatch(/^iam#email#SHA-256:[0-9a-f]{64}$/u);
    expect(uniqueValueKey(email('\ufdfa'.repeat(62)))).toMatch(/^iam#email#SHA-256:[0-9a-f]{64}$/u);
    const unit = fc.oneof(
      fc.constantFrom('\ufdfa', '\ud800', 'ß', '👩'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, times) => {
        const key = uniqueValueKey(email(text.repeat(times)));
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(512);
        expect(Buffer.from(key).toString()).toBe(key);
      }),
    );
  });

  it('is the same for two spellings of a long value, and another for another value', () => {
    const long = 'Straße '.repeat(100);
    expect(uniqueValueKey(email(long))).toBe(uniqueValueKey(email(long.toUpperCase())));
    expect(uniqueValueKey(email(`${long}x`))).not.toBe(uniqueValueKey(email(long)));
  });

  it('is never the hash of another value by being spelt like it', () => {
    const hashed = uniqueValueKey(email('a'.repeat(1_000)));
    expect(uniqueValueKey(email(hashed.slice('iam#email#'.length)))).not.toBe(hashed);
  });
});

describe('checkScope', () => {
  it.each(['iam', 'iam/user'])('lets a user unique value within %s', (scope) => {
    expect(() => {
      checkScope('iam/user', { ...email('a'), scope });
    }).not.toThrow();
  });

  it.each(['iam/role', 'shop', 'ia', 'iam/', 'iam/user/', ''])('refuses the scope "%s"', (scope) => {
    expect(() => {
      checkScope('iam/user', { ...email('a'), scope });
    }).toThrow(
      new TypeError(`iam/user reserves email within ${scope}: the scope has to be iam/user or iam.`),
    );
  });
});

describe('uniqueValueChanges', () => {
  it.each([
    ['takes what is new', [], [email('a')], { taken: [email('a')], released: [] }],
    ['releases what is given up', [email('a')], [], { taken: [], released: [email('a')] }],
    ['does both for a change', [email('a')], [email('b')], { taken: [email('b')], released: [email('a')] }],
    ['does nothing for another spelling', [email('a')], [email('A')], { taken: [], released: [] }],
    ['takes once what is wanted twice', [], [email('a'), email('A')], { taken: [email('A')], released: [] }],
    ['does nothing for what stays', [email('a')], [email('a')], { taken: [], released: [] }],
  ])('%s', (_, before, after, changes) => {
    expect(uniqueValueChanges(before, after)).toEqual(changes);
  });

  it('leads from what was held to what is wanted', () => {
    const uniqueValues = fc.array(fc.constantFrom('a', 'A', 'b', 'c', 'd').map(email));
    fc.assert(
      fc.property(uniqueValues, uniqueValues, (before, after) => {
        const { taken, released } = uniqueValueChanges(before, after);
        const held = new Set(before.map(uniqueValueKey));
        for (const uniqueValue of released) held.delete(uniqueValueKey(uniqueValue));
        for (const uniqueValue of taken) held.add(uniqueValueKey(uniqueValue));
        expect(held).toEqual(new Set(after.map(uniqueValueKey)));
      }),
    );
  });
});
