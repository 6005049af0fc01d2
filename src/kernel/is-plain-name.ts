import { ValidateBy, type ValidationOptions } from 'class-validator';
import { characters } from './text';

const LONGEST = 100;
/** Text of any script, without control, private-use, unassigned or text-direction characters. */
const PLAIN = /^[^\p{Cc}\p{Co}\p{Cn}\p{Cs}\u2028-\u202e\u2066-\u2069]+$/u;
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
