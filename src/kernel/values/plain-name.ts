import { ValidateBy, type ValidationOptions } from 'class-validator';
import { characters, tidy } from '../text';
import { Value } from './value';

const LONGEST_NAME = 100;

/**
 * Text of any script, without control, private-use, unassigned, text-direction or other invisible characters, except
 * the joiners that Persian, Indic scripts and emoji are written with. At least one character can be seen.
 */
const PLAIN = /^(?=.*[^\p{C}\p{Z}])(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])+$/u;
/** A bound in UTF-16 units, so that a pile of combining marks cannot make one endless character. */
const UNITS_PER_CHARACTER = 4;

/**
 * What a person or a role is called: plain text of 1 to 100 characters, of any script. The one place that says which
 * names are taken.
 *
 * In composed characters (NFC), without outer blanks and with single inner ones; case is kept.
 */
export class PlainName extends Value {
  declare protected readonly kind: 'name';

  @IsPlainText(LONGEST_NAME, {
    message: `must have 1 to ${LONGEST_NAME} characters, without control characters`,
  })
  readonly text: string;

  constructor(name: string) {
    super();
    this.text = tidy(name);
    this.validate();
  }
}

/** The rule of bounded plain text. @param longest in characters as a reader counts them */
export function IsPlainText(longest: number, options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length <= longest * UNITS_PER_CHARACTER &&
    PLAIN.test(value) &&
    characters(value) <= longest;
  return ValidateBy({ name: 'isPlainText', constraints: [longest], validator: { validate } }, options);
}
