import fc from 'fast-check';
import { randomPassword, type PasswordRequest } from './random-password';

const usual: PasswordRequest = {
  length: 32,
  excludeCharacters: '',
  excludeLowercase: false,
  excludeUppercase: false,
  excludeNumbers: false,
  excludePunctuation: false,
  includeSpace: false,
  requireEachIncludedType: true,
};

const TYPES = {
  excludeLowercase: /[a-z]/,
  excludeUppercase: /[A-Z]/,
  excludeNumbers: /\d/,
  excludePunctuation: /[!-/:-@[-`{-~]/,
} as const;

const password = (changes: Partial<PasswordRequest> = {}): string => randomPassword({ ...usual, ...changes });

describe('a random password', () => {
  it('has its length, and each type that is not excluded', () => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 5, max: 60 }),
          excludeLowercase: fc.boolean(),
          excludeUppercase: fc.boolean(),
          excludeNumbers: fc.boolean(),
          excludePunctuation: fc.boolean(),
        }),
        (changes) => {
          const made = password({ ...changes, includeSpace: true });
          expect(made).toHaveLength(changes.length);
          expect(made).toContain(' ');
          for (const [member, pattern] of Object.entries(TYPES)) {
            expect(pattern.test(made)).toBe(!changes[member as keyof typeof TYPES]);
          }
        },
      ),
    );
  });

  it('has none of the excluded characters, and no blank unless it is asked for', () => {
    const excludeCharacters = '"@/\\abcABC012';
    const made = password({ length: 4_000, excludeCharacters });
    for (const excluded of Array.from(`${excludeCharacters} `)) expect(made).not.toContain(excluded);
  });

  it('need not have every type', () => {
    const made = password({ length: 1, requireEachIncludedType: false });
    expect(made).toHaveLength(1);
  });

  it('is another each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => password())).size).toBe(100);
  });

  it('puts the characters that it must have anywhere', () => {
    const firsts = Array.from({ length: 200 }, () => password({ length: 4 }).charAt(0));
    for (const pattern of Object.values(TYPES)) {
      expect(firsts.some((first) => pattern.test(first))).toBe(true);
    }
  });

  it('is refused when there is nothing to make it of, or no room', () => {
    const none = { excludeLowercase: true, excludeUppercase: true, excludePunctuation: true };
    expect(() => password({ ...none, excludeCharacters: '0123456789' })).toThrow('no characters are left');
    expect(() => password({ length: 3 })).toThrow('has room');
  });
});
