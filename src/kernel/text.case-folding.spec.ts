import { FULL_CASE_FOLDING } from '../../test/support/unicode/full-case-folding';
import { groupBy } from './group-by';
import { caseFold } from './text';

const everything = Array.from({ length: 0x11_0000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** What has case, in any sense of the word. */
const cased = everything.filter((it) => /\p{Changes_When_Casemapped}|\p{Changes_When_Casefolded}/u.test(it));
const full = new Map(FULL_CASE_FOLDING);

/** The same letters by the simple case folding that regular expressions have, which is the engine's own data. */
const sameLetters = (letter: string): string[] => {
  const code = letter.codePointAt(0) ?? 0;
  return cased.join('').match(new RegExp(`\\u{${code.toString(16)}}`, 'giu')) ?? [];
};

describe('caseFold', () => {
  it('folds what Unicode folds to several characters', () => {
    const wrong = FULL_CASE_FOLDING.filter(([letter, folded]) => caseFold(letter) !== folded);
    expect(wrong.map(([letter]) => letter)).toEqual([]);
  });

  it('takes for one all letters that are one by simple case folding', () => {
    expect(cased.length).toBeGreaterThan(2_700);
    const apart = cased
      .filter((letter) => !full.has(letter))
      .flatMap((letter) => sameLetters(letter).map((other) => [letter, other] as const))
      .filter(([letter, other]) => !full.has(other) && caseFold(letter) !== caseFold(other));
    expect(apart).toEqual([]);
  });

  it('takes for one no letters that Unicode leaves apart', () => {
    const byFold = groupBy(cased, caseFold);
    const wrong = [...byFold.values()].flatMap(([first = '', ...others]) =>
      others.filter(
        (other) =>
          full.get(other) !== full.get(first) || (!full.has(other) && !sameLetters(first).includes(other)),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('leaves what has no case as it is, and has nothing left to do the second time', () => {
    const hasCase = new Set(cased);
    expect(everything.filter((it) => !hasCase.has(it) && caseFold(it) !== it)).toEqual([]);
    expect(cased.filter((it) => caseFold(caseFold(it)) !== caseFold(it))).toEqual([]);
  });
});
