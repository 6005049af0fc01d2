import fc from 'fast-check';
import { checkScope, claimChanges, claimKey, type Claim } from './claim';

const email = (value: string): Claim => ({ scope: 'iam', name: 'email', value });

describe('claimKey', () => {
  it('is the same for two spellings of a value', () => {
    expect(claimKey(email(' ANN@example.com'))).toBe('iam#email#ann@example.com');
    expect(claimKey(email('Ａnn@example.com'))).toBe('iam#email#ann@example.com');
  });

  it('keeps scopes and names apart', () => {
    const keys = [email('x'), { ...email('x'), scope: 'shop' }, { ...email('x'), name: 'phone' }].map(
      claimKey,
    );
    expect(new Set(keys).size).toBe(3);
  });
});

describe('checkScope', () => {
  it.each(['iam', 'iam/user'])('lets a user claim within %s', (scope) => {
    expect(() => {
      checkScope('iam/user', { ...email('a'), scope });
    }).not.toThrow();
  });

  it.each(['iam/role', 'shop', 'ia', 'iam/', 'iam/user/', ''])('refuses the scope "%s"', (scope) => {
    expect(() => {
      checkScope('iam/user', { ...email('a'), scope });
    }).toThrow(new TypeError(`iam/user claims email within ${scope}: the scope has to be iam/user or iam.`));
  });
});

describe('claimChanges', () => {
  it.each([
    ['takes what is new', [], [email('a')], { taken: [email('a')], released: [] }],
    ['releases what is given up', [email('a')], [], { taken: [], released: [email('a')] }],
    ['does both for a change', [email('a')], [email('b')], { taken: [email('b')], released: [email('a')] }],
    ['does nothing for another spelling', [email('a')], [email('A')], { taken: [], released: [] }],
    ['takes once what is wanted twice', [], [email('a'), email('A')], { taken: [email('A')], released: [] }],
    ['does nothing for what stays', [email('a')], [email('a')], { taken: [], released: [] }],
  ])('%s', (_, before, after, changes) => {
    expect(claimChanges(before, after)).toEqual(changes);
  });

  it('leads from what was held to what is wanted', () => {
    const claims = fc.array(fc.constantFrom('a', 'A', 'b', 'c', 'd').map(email));
    fc.assert(
      fc.property(claims, claims, (before, after) => {
        const { taken, released } = claimChanges(before, after);
        const held = new Set(before.map(claimKey));
        for (const claim of released) held.delete(claimKey(claim));
        for (const claim of taken) held.add(claimKey(claim));
        expect(held).toEqual(new Set(after.map(claimKey)));
      }),
    );
  });
});
