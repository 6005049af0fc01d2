import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/** Names of the rules in the metadata, for OpenAPI; their constraints are the bounds. */
export const WHOLE_RULE = 'wholeNumber';
export const DECIMAL_RULE = 'decimalNumber';

/** What counts anything here: 15 digits, which a double holds exactly. */
export const LARGEST = 999_999_999_999_999;

const WHOLE = /^(0|[1-9]\d{0,14})$/;
/** RFC 8259, 6. */
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** What people take for a number as well. */
const LOOSE = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;
const LONGEST = 100;

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** A query parameter that counts: digits, without sign, point, exponent or leading zeros. */
export function WholeNumber(least: number, most = LARGEST): PropertyDecorator {
  const bounds = { least, most };
  const range = most === LARGEST ? `from ${least} on` : `from ${least} to ${most}`;
  return numberRule(WHOLE_RULE, bounds, `a whole number ${range}`, WHOLE);
}

/** A query parameter that measures: a number as JSON writes it. */
export function DecimalNumber(least: number, most: number): PropertyDecorator {
  return numberRule(DECIMAL_RULE, { least, most }, `a number from ${least} to ${most}`, DECIMAL);
}

function numberRule(name: string, bounds: Bounds, wanted: string, shape: RegExp): PropertyDecorator {
  // What is not taken stays text: the message tells what is wrong with it.
  const read = Transform(({ value }: { value: unknown }) => numberIn(value, bounds, shape) ?? value);
  const check = ValidateBy({
    name,
    constraints: [bounds.least, bounds.most],
    validator: {
      validate: (value: unknown) => typeof value === 'number',
      defaultMessage: (rule) =>
        `${rule?.property ?? 'it'} ${faultOf(rule?.value, bounds, shape)}; send ${wanted}`,
    },
  });
  return (prototype, field) => {
    read(prototype, field);
    check(prototype, field);
  };
}

function numberIn(value: unknown, { least, most }: Bounds, shape: RegExp): number | undefined {
  if (typeof value !== 'string' || value.length > LONGEST || !shape.test(value)) return undefined;
  const number = Number(value);
  // -0 is 0 in every way that counts here.
  return number >= least && number <= most ? number + 0 : undefined;
}

function faultOf(value: unknown, { least, most }: Bounds, shape: RegExp): string {
  if (value === '') return 'is empty';
  const number = typeof value === 'string' && LOOSE.test(value) ? Number(value) : Number.NaN;
  if (number < least) return `is less than ${least}`;
  if (number > most) return `is greater than ${most}`;
  if (Number.isNaN(number)) return 'is no number';
  if (shape === DECIMAL) return 'is not written as JSON writes a number';
  if (!Number.isInteger(number)) return 'is no whole number';
  return /^\d+$/.test(String(value)) ? 'begins with a zero' : 'is not written in digits alone';
}
