import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { IsPlainText } from './text';
import { PlainName, InvalidValueError } from './values';

class Named {
  @IsPlainText(100)
  readonly name: unknown;

  constructor(name: unknown) {
    this.name = name;
  }
}

const isPlain = (name: unknown): boolean => validateSync(new Named(name)).length === 0;
/** Unicode's Bidi_Control: what makes a name read as another one. */
const TURNING = [
  0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
].map((code) => String.fromCodePoint(code));
/** One character for a reader, four code units: a letter under three accents. */
const STACKED = 'q\u0307\u0323\u0331';

describe(IsPlainText, () => {
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
    '❤️',
    '葛\u{e0100}城',
    '\u182a\u180b\u1820',
    '⠁⠝⠝⠀⠇⠑⠑',
  ])('takes %s', (name) => {
    expect(isPlain(name)).toBe(true);
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
    ['Hangul fillers', '\u3164'],
    ['a filler among letters', 'ad\u3164min'],
    ['half-width fillers', '\uffa0\u115f\u1160'],
    ['the blank of Braille', '\u2800'],
    ['blanks that are drawn otherwise', '\u{1d159}\u{13441}'],
    ['selectors alone', '\ufe0f\u{e0100}'],
    ['an accent alone', '\u0301'],
    ['a grapheme joiner', 'ad\u034fmin'],
    ['an inherent vowel of Khmer', 'ad\u17b4min'],
    ['the place of an object', 'ad\ufffcmin'],
    ['a filler of Khitan', 'ad\u{16fe4}min'],
    ['tags', 'Ann\u{e0041}'],
    ['blanks alone', '  '],
  ])('refuses %s', (_, name) => {
    expect(isPlain(name)).toBe(false);
  });

  it.each(TURNING)('refuses a character that turns the direction of text: %j', (character) => {
    expect(isPlain(`Ann${character}nnA`)).toBe(false);
  });

  describe('counts what a reader sees', () => {
    it.each([
      ['letters', 'a'],
      ['letters outside the basic plane', '𠮷'],
      ['letters with accents apart', 'e\u0301'],
      ['stacks of accents', STACKED],
    ])('takes 100 %s and refuses 101', (_, character) => {
      expect(isPlain(character.repeat(100))).toBe(true);
      expect(isPlain(character.repeat(101))).toBe(false);
    });

    it('refuses one letter under a pile of accents', () => {
      expect(isPlain(`q${'\u0307'.repeat(399)}`)).toBe(true);
      expect(isPlain(`q${'\u0307'.repeat(400)}`)).toBe(false);
    });
  });

  it('never lets a control character through, wherever it stands', () => {
    const control = fc.constantFrom('\u0000', '\u001b', '\u009f', '\u202e', '\u2066', '\ue123');
    fc.assert(
      fc.property(fc.string(), control, fc.string(), (before, character, after) => {
        expect(isPlain(before + character + after)).toBe(false);
      }),
    );
  });
});

describe(PlainName, () => {
  it('tidies itself up: blanks, and accents written apart', () => {
    expect(new PlainName('  Ann \t Ame\u0301lie ').text).toBe('Ann Am\u00e9lie');
  });

  it('keeps case, and characters that only look alike', () => {
    expect(new PlainName('McＡdam').text).toBe('McＡdam');
  });

  it.each(['', ' ', 'a'.repeat(101), 'Ann\u0000', '\ufeffAnn', 'ad\ufeffmin', 'Ann\ufeff'])(
    'is none for %j',
    (text) => {
      expect(() => new PlainName(text)).toThrow(
        new InvalidValueError(
          'must have 1 to 100 characters, one of them visible, and none that hides or turns text',
        ),
      );
    },
  );

  it('takes its own canonical form, and leaves it as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        fc.pre(isPlain(text) && text.trim() !== '');
        const name = new PlainName(text);
        expect(new PlainName(name.text).equals(name)).toBe(true);
      }),
    );
  });
});
