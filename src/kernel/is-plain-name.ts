import { ValidateBy, type ValidationOptions } from 'class-validator';
import { characters } from './text';

const LONGEST = 100;
/**
 * Text of any script, without control, private-use, unassigned, text-direction or other invisible characters, except
 * the joiners that Persian, Indic scripts and emoji are written with. At least one character can be seen.
 */
const PLAIN = /^(?=.*[^\p{C}\p{Z}])(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])+$/u;
/** A bound in UTF-16 units, so that a pile of combining marks cannot make one endless character. */
const LONGEST_UNITS = 4 * LONGEST;

/** A name that a person or a role can have: 1 to 100 characters of any script. */
export function IsPlainName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'isPlainName', validator: { validate: isPlainName } }, options);
}

function isPlainName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= LONGEST_UNITS &&
    PLAIN.test(value) &&
    characters(value) <= LONGEST
  );
}
