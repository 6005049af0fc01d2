import fc from 'fast-check';
import { characters, comparable, isSeen, searchable, tidy } from './text';

/** Every character that Unicode has as one to be ignored. */
const IGNORED = Array.from({ length: 0x11_0000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /\p{Default_Ignorable_Code_Point}/u.test(character));

describe('tidy', () => {
  it.each([
    ['outer blanks', '  Ann \t', 'Ann'],
    ['runs of blanks, of any kind', 'Ann \u00a0\n Lee', 'Ann Lee'],
    ['nothing but blanks', ' \t ', ''],
    ['a letter and its accent apart', 'Ame\u0301lie', 'Am\u00e9lie'],
  ])('mends %s', (_, text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });

  it.each(['\ufeffAnn', 'An\ufeffn', 'Ann\ufeff', '\u200bAnn'])(
    'makes no blank of what nobody sees: %j',
    (text) => {
      expect(tidy(text)).toBe(text);
    },
  );

  it.each(['Ann Lee', '李小龍', 'Ærøskøbing', '👩‍👩‍👧', 'ﬁnn'])('leaves %s as it is', (text) => {
    expect(tidy(text)).toBe(text);
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });
});

describe('comparable', () => {
  it.each([
    ['case', 'ANN@Example.COM', 'ann@example.com'],
    ['full-width letters', 'ＡＢＣ', 'abc'],
    ['ligatures', 'ﬁnn', 'finn'],
    ['blanks', ' a  b ', 'a b'],
    ['a compatibility blank', 'a\u3000b', 'a b'],
    ['accents written apart', 'E\u0301', '\u00e9'],
    ['a capital without a composed form', 'J\u030c', '\u01f0'],
    ['sigma, wherever it stands', 'ΟΔΟΣ', 'οδοσ'],
    ['sharp s, in three forms', 'Straße', 'STRASSE'],
    ['the capital sharp s', 'STRA\u1e9eE', 'strasse'],
    ['an iota under a letter', '\u1fb3', '\u0391\u0399'],
    ['letters of Cherokee', '\u13a0', '\uab70'],
    ['the blank of Braille', '\u2801\u2800\u2803', '\u2801 \u2803'],
  ])('unifies %s', (_, one, other) => {
    expect(comparable(one)).toBe(comparable(other));
  });

  it.each([
    ['resume', 'résumé'],
    ['\u0131', 'i'],
    ['\u0130', 'i'],
    ['a', '\u0430'],
    ['ab', 'a b'],
  ])('keeps different letters apart: %j and %j', (one, other) => {
    expect(comparable(one)).not.toBe(comparable(other));
  });

  it('counts nothing that is ignored, wherever it stands', () => {
    const ignored = fc.constantFrom(...IGNORED);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), ignored, fc.nat(), (text, character, place) => {
        const letters = Array.from(text);
        const at = place % (letters.length + 1);
        const spelt = [...letters.slice(0, at), character, ...letters.slice(at)].join('');
        expect(comparable(spelt)).toBe(comparable(text));
      }),
    );
    expect(IGNORED.filter((character) => comparable(`ad${character}min`) !== 'admin')).toEqual([]);
  });

  it('has nothing left to do the second time, whatever accent a capital carries', () => {
    const capital = fc.constantFrom(
      'A',
      'E',
      'H',
      'I',
      'J',
      'K',
      'S',
      'T',
      'W',
      'Y',
      'Æ',
      'Ħ',
      'İ',
      'Ω',
      'Ж',
    );
    const accent = fc.integer({ min: 0x300, max: 0x344 }).map((code) => String.fromCodePoint(code));
    const word = fc
      .array(fc.oneof(capital, accent, fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(word, (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('searchable', () => {
  it('makes of ASCII what it makes of it beside another character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(searchable(`${text}-`)).toBe(searchable(`${text}-é`).slice(0, -1));
      }),
    );
  });

  it('keeps the outer blanks of what is searched for, and makes one of many', () => {
    expect(searchable('  Ann \u00a0')).toBe(' ann ');
  });

  it('finds a word at the end of which sigma is written otherwise', () => {
    expect(searchable('ΟΔΟΣΤΡΩΜΑ')).toContain(searchable('ΟΔΟΣ'));
    expect(searchable('οδόστρωμα')).toContain(searchable('ΟΔΌΣ'));
  });

  it('takes any spelling for one with what is added before and after', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'Σ', 'ß', 'ﬁ', 'İ', '\u200d', '\u0345', '李', '👩'),
    });
    fc.assert(
      fc.property(words, words, words, (before, text, after) => {
        const whole = searchable(`${before}-${text}-${after}`);
        for (const spelt of [text, text.toLowerCase(), text.toUpperCase()])
          expect(whole).toContain(searchable(spelt));
      }),
    );
  });
});

describe('isSeen', () => {
  it.each(['a', '李', '7', '.', '👩', '❤️', 'a\u0301', '\u2801', ' a'])('sees %j', (text) => {
    expect(isSeen(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '\u00a0',
    '\u2800',
    '\u3164',
    '\u115f',
    '\uffa0',
    '\u0301',
    '\ufe0f',
    '\u{e0100}',
    '\u{1d159}',
    '\ufffc',
    '\ufeff',
    '\u{16fe4}',
  ])('sees nothing in %j', (text) => {
    expect(isSeen(text)).toBe(false);
  });

  it('sees none of what is ignored', () => {
    expect(IGNORED.filter(isSeen)).toEqual([]);
  });
});

describe('characters', () => {
  it.each([
    ['', 0],
    ['Ann', 3],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 1],
    ['🇨🇭🇳🇴', 2],
    ['नमस्ते', 3],
  ])('counts %s as a reader does', (text, count) => {
    expect(characters(text)).toBe(count);
  });
});
