import type { Json } from './json';

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

/**
 * What a scalar without quotes stands for. Booleans are those of YAML 1.1, which SAM and CloudFormation read: `yes`
 * is true (and `y` is text). A number stays a number only if nothing of its text is lost by that; `007`, `1.10` and
 * an account id of more digits than a number holds stay the text that was written.
 */
export function plainScalar(source: string): Json {
  if (NULL.test(source)) return null;
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  const number = Number(source);
  return Number.isFinite(number) && String(number) === source ? number : source;
}

const OCTAL = /^([-+]?)0([0-7_]+)$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const OTHER_BASE = /^([-+]?)(0b[01_]+|0x[0-9a-fA-F_]+)$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;
const SEXAGESIMAL = /^([-+]?)([1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

/**
 * The number that YAML 1.1 makes of a scalar without quotes, as text; undefined for what it takes as text.
 * Source: the implicit types `int` and `float` of YAML 1.1, as PyYAML has them.
 */
export function yaml11Number(source: string): string | undefined {
  const [, sign = '', digits = ''] =
    OCTAL.exec(source) ?? OTHER_BASE.exec(source) ?? SEXAGESIMAL.exec(source) ?? [];
  const plain = source.replaceAll('_', '');
  if (OCTAL.test(source)) return signed(sign, BigInt(`0o${digits.replaceAll('_', '') || '0'}`));
  if (DECIMAL.test(source)) return BigInt(plain.replace('+', '')).toString();
  if (OTHER_BASE.test(source)) return signed(sign, BigInt(digits.replaceAll('_', '')));
  if (FLOAT.test(source)) return pythonFloat(Number(plain));
  if (!SEXAGESIMAL.test(source)) return undefined;
  const parts = digits.replaceAll('_', '').split(':');
  return signed(
    sign,
    parts.reduce((sum, part) => sum * 60n + BigInt(part), 0n),
  );
}

/** As SAM writes a float, which is Python's way: a whole one keeps its point. */
function pythonFloat(value: number): string {
  const isNegativeZero = Object.is(value, -0);
  return Number.isInteger(value) && Math.abs(value) < 1e16
    ? `${isNegativeZero ? '-' : ''}${value}.0`
    : String(value);
}

function signed(sign: string, value: bigint): string {
  return (sign === '-' ? -value : value).toString();
}
