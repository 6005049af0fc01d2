import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { IsPlainName } from './is-plain-name';

class Named {
  @IsPlainName()
  readonly name: unknown;

  constructor(name: unknown) {
    this.name = name;
  }
}

const isPlainName = (name: unknown): boolean => validateSync(new Named(name)).length === 0;
/** Unicode's Bidi_Control: what makes a name read as another one. */
const TURNING = [
  0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
].map((code) => String.fromCodePoint(code));
/** One character for a reader, four code units: a letter under three accents. */
const STACKED = 'q\u0307\u0323\u0331';

describe('IsPlainName', () => {
  it.each([
    'Ann',
    "O'Neill-Smith, Jr.",
    'Ærøskøbing',
    'Αλέξανδρος',
    '李小龍',
    'محمد',
    'علی\u200cرضا',
    'क्\u200dष',
    '👩‍👩‍👧',
    'X Æ A-12',
  ])('takes %s', (name) => {
    expect(isPlainName(name)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no text', 7],
    ['null', null],
    ['a list', ['Ann']],
    ['a control character', 'Ann\u0000'],
    ['a line break', 'Ann\nLee'],
    ['a delete character', 'Ann\u007f'],
    ['a C1 control', 'Ann\u0085'],
    ['a line separator', 'Ann\u2028Lee'],
    ['a paragraph separator', 'Ann\u2029Lee'],
    ['half a surrogate pair', 'Ann\ud83d'],
    ['a private-use character', 'Ann\ue000'],
    ['an unassigned code point', 'Ann\u0378'],
    ['a non-character', 'Ann\uffff'],
    ['a zero-width blank', 'admin\u200b'],
    ['a soft hyphen', 'ad\u00admin'],
    ['a byte-order mark', '\ufeffAnn'],
    ['nothing that can be seen', '\u200d\u200c'],
    ['blanks alone', '  '],
  ])('refuses %s', (_, name) => {
    expect(isPlainName(name)).toBe(false);
  });

  it.each(TURNING)('refuses a character that turns the direction of text: %j', (character) => {
    expect(isPlainName(`Ann${character}nnA`)).toBe(false);
  });

  describe('counts what a reader sees', () => {
    it.each([
      ['letters', 'a'],
      ['letters outside the basic plane', '𠮷'],
      ['letters with accents apart', 'e\u0301'],
      ['stacks of accents', STACKED],
    ])('takes 100 %s and refuses 101', (_, character) => {
      expect(isPlainName(character.repeat(100))).toBe(true);
      expect(isPlainName(character.repeat(101))).toBe(false);
    });

    it('refuses one letter under a pile of accents', () => {
      expect(isPlainName(`q${'\u0307'.repeat(399)}`)).toBe(true);
      expect(isPlainName(`q${'\u0307'.repeat(400)}`)).toBe(false);
    });
  });

  it('never lets a control character through, wherever it stands', () => {
    const control = fc.constantFrom('\u0000', '\u001b', '\u009f', '\u202e', '\u2066', '\ue123');
    fc.assert(
      fc.property(fc.string(), control, fc.string(), (before, character, after) => {
        expect(isPlainName(before + character + after)).toBe(false);
      }),
    );
  });
});
