import fc from 'fast-check';
import { characters, comparable, tidy } from './values';

describe('tidy', () => {
  it.each([
    ['outer blanks', '  Ann \t', 'Ann'],
    ['runs of blanks, of any kind', 'Ann \u00a0\n Lee', 'Ann Lee'],
    ['nothing but blanks', ' \t ', ''],
    ['a letter and its accent apart', 'Ame\u0301lie', 'Am\u00e9lie'],
  ])('mends %s', (_, text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });

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
  ])('unifies %s', (_, one, other) => {
    expect(comparable(one)).toBe(comparable(other));
  });

  it('keeps different letters apart', () => {
    expect(comparable('resume')).not.toBe(comparable('résumé'));
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
