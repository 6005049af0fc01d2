import { ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * Text that people type: how it is kept, how it is compared, what of it can be seen. The one place that says when two
 * spellings count as the same, for unique values, search and the order of lists alike.
 */

/**
 * What Unicode says that nobody sees unless it is told to: joiners, fillers, soft hyphens, variation selectors. And what
 * nobody sees though it does not say so: the place of an object that is not there, and the filler of Khitan.
 */
const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\ufffc\u{16fe4}`;
const IGNORABLE = new RegExp(`[${UNSEEN}]`, 'gu');

/** All that `\s` has but the byte order mark, which is no blank: nobody sees it. */
const SPACE = String.raw`\t-\r\p{Z}`;
const SPACES = new RegExp(`[${SPACE}]+`, 'gu');
const OUTER_SPACES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'gu');

/** Signs that are drawn as nothing, though no property of Unicode says so: the blanks of Braille, music and hieroglyphs. */
const DRAWN_AS_BLANK = String.raw`\u2800\u{1d159}\u{13441}\u{13442}`;
/** One blank, of whatever kind. */
export const BLANK = new RegExp(`[${SPACE}${DRAWN_AS_BLANK}]`, 'u');
const BLANKS = new RegExp(`${BLANK.source}+`, 'gu');

const SEEN = new RegExp(`(?![${UNSEEN}${DRAWN_AS_BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}]`, 'u');

/** Most of what is compared: nothing of it is ignored or has another form but its capitals. */
const ASCII = /^[\t\n\r -~]*$/u;

/** All but the dotless i, whose capital is that of another letter. */
const LETTERS = /[^\u0131]+/gu;

/** Canonical form of text that people type: NFC, no outer blanks, inner ones single. */
export function tidy(text: string): string {
  return trimmed(text.normalize('NFC')).replaceAll(SPACES, ' ');
}

const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

/**
 * Canonical form of text in several lines: each of them tidy, and one line feed between two, whatever ended a line
 * before. Blank lines stand one by one, and neither first nor last.
 */
export function tidyLines(text: string): string {
  const lines = text.split(LINE_ENDS).map(tidy);
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .replaceAll(/^\n+|\n+$/gu, '');
}

/** Without outer blanks. What nobody sees is no blank, and stays to be refused. */
export function trimmed(text: string): string {
  return text.replaceAll(OUTER_SPACES, '');
}

/**
 * The form in which two spellings count as the same: without characters that are ignored, compatibility characters
 * unified (NFKC), case folded in full, blanks as in `tidy`. Accents count. It sorts and compares, and is never shown.
 */
export function comparable(text: string): string {
  return searchable(text).trim();
}

/** The same with its outer blanks, which mean something to who searches: `ann ` is no part of `anna`. */
export function searchable(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll(/\s+/gu, ' ');
  const seen = text.replaceAll(IGNORABLE, '');
  // As "compatibility caseless match" of the Unicode standard (3.13, D146), which says why twice.
  const folded = caseFold(caseFold(seen.normalize('NFKD')).normalize('NFKD'));
  return folded.normalize('NFKC').replaceAll(BLANKS, ' ');
}

/**
 * Unicode's full case folding, of what JavaScript has: a capital sharp s has a small letter, which has the capital SS,
 * which has small letters. What they leave apart is the sigma at the end of a word.
 */
export function caseFold(text: string): string {
  const fold = (part: string): string => part.toLowerCase().toUpperCase().toLowerCase();
  return text.replaceAll(LETTERS, fold).replaceAll('\u03c2', '\u03c3');
}

/** Whether there is anything in it that is drawn: a letter, digit or sign, not blanks and accents alone. */
export function isSeen(text: string): boolean {
  return SEEN.test(text);
}

/** Length as a reader counts it: user-perceived characters, not UTF-16 units. */
export function characters(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

/**
 * Text of any script, without control, private-use, unassigned, text-direction or other invisible characters, except
 * those that scripts and emoji are written with: the joiners, and the selectors of another form of a character. These
 * stay in what is shown and never count (see `comparable`).
 */
const PLAIN = new RegExp(
  `^(?:(?![${UNSEEN}])[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d\\p{Variation_Selector}])+$`,
  'u',
);
/** A bound in UTF-16 units, so that a pile of combining marks cannot make one endless character. */
const UNITS_PER_CHARACTER = 4;

/** The rule of bounded plain text. @param longest in characters as a reader counts them */
export function IsPlainText(longest: number, options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && isBounded(value, longest) && PLAIN.test(value) && isSeen(value);
  return ValidateBy({ name: 'isPlainText', constraints: [longest], validator: { validate } }, options);
}

/** The same of several lines, as `tidyLines` leaves them, where any of them and all may be empty. A line end counts as one. */
export function IsPlainLines(longest: number, options?: ValidationOptions): PropertyDecorator {
  const isLine = (line: string): boolean => line === '' || (PLAIN.test(line) && isSeen(line));
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && isBounded(value, longest) && value.split('\n').every(isLine);
  return ValidateBy({ name: 'isPlainLines', constraints: [longest], validator: { validate } }, options);
}

function isBounded(text: string, longest: number): boolean {
  return text.length <= longest * UNITS_PER_CHARACTER && characters(text) <= longest;
}
