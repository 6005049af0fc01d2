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
