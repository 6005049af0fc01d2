import type { Condition, ConditionKeys } from './statement';
import { matchesWildcard } from './wildcard';

/** Names of the keys that requests of this machine have, in lower case. */
export const LEADING_KEYS = 'dynamodb:leadingkeys';
export const ENCLOSING_OPERATION = 'dynamodb:enclosingoperation';
/** Of mail: its sender, the name of that, and to whom it goes. */
export const FROM_ADDRESS = 'ses:fromaddress';
export const FROM_DISPLAY_NAME = 'ses:fromdisplayname';
export const RECIPIENTS = 'ses:recipients';
/** Of a role that is handed over: to whom. */
export const PASSED_TO_SERVICE = 'iam:passedtoservice';
const SECURE_TRANSPORT = 'aws:securetransport';
const REQUESTED_REGION = 'aws:requestedregion';

/** Whether a request may have several values of the key, so that only set operators have a meaning. */
const multiValued: Readonly<Record<string, boolean>> = {
  [LEADING_KEYS]: true,
  [ENCLOSING_OPERATION]: false,
  [FROM_ADDRESS]: false,
  [FROM_DISPLAY_NAME]: false,
  [RECIPIENTS]: true,
  [PASSED_TO_SERVICE]: false,
  [SECURE_TRANSPORT]: false,
  [REQUESTED_REGION]: false,
};

interface Comparison {
  /** Whether one value of the request fits one of the policy. */
  readonly fits: (given: string, wanted: string) => boolean;
  /** Holds when nothing fits, and for a key that is not there. */
  readonly negated: boolean;
}

const same = (given: string, wanted: string): boolean => given === wanted;
const sameLetters = (given: string, wanted: string): boolean => given.toLowerCase() === wanted.toLowerCase();
const like = (given: string, wanted: string): boolean => matchesWildcard(wanted, given);

/** Source: "IAM JSON policy elements: Condition operators". */
const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: { fits: same, negated: false },
  StringNotEquals: { fits: same, negated: true },
  StringEqualsIgnoreCase: { fits: sameLetters, negated: false },
  StringNotEqualsIgnoreCase: { fits: sameLetters, negated: true },
  StringLike: { fits: like, negated: false },
  StringNotLike: { fits: like, negated: true },
  Bool: { fits: sameLetters, negated: false },
};

interface Operator {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly comparison: Comparison;
  readonly ifExists: boolean;
}

/** @returns what stands against a condition, or undefined for one that can be held against requests */
export function problemOf({ operator, key, values }: Condition): string | undefined {
  const parsed = parse(operator);
  if (parsed === undefined) {
    return `the condition operator "${operator}" is not understood on this machine; use one of ${Object.keys(comparisons).join(', ')}, if need be behind ForAllValues: or ForAnyValue:`;
  }
  if (!Object.hasOwn(multiValued, key)) {
    return `the condition key "${key}" is not understood on this machine; it knows ${Object.keys(multiValued).join(', ')}`;
  }
  if (multiValued[key] === true && parsed.set === undefined) {
    return `a request has several values of "${key}"; write ForAllValues:${operator}`;
  }
  const variable = values.find((value) => value.includes('${'));
  if (variable !== undefined) return `the policy variable in "${variable}" is not understood on this machine`;
  return undefined;
}

/**
 * Source: "Multivalued context keys" and "...IfExists condition operators" of the IAM user guide. With
 * ForAllValues a key that is not there holds, which is why a Scan passes a condition on leading keys.
 */
export function holds({ operator, key, values }: Condition, keys: ConditionKeys): boolean {
  const parsed = parse(operator);
  if (parsed === undefined) return false;
  const { set, comparison, ifExists } = parsed;
  const given = keys[key] ?? [];
  const passes = (one: string): boolean =>
    values.some((wanted) => comparison.fits(one, wanted)) !== comparison.negated;
  if (set === 'ForAllValues') return given.every(passes);
  if (given.length === 0) return ifExists || (set === undefined && comparison.negated);
  return given.some(passes);
}

function parse(text: string): Operator | undefined {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(text) ?? [];
  if (!Object.hasOwn(comparisons, name)) return undefined;
  const comparison = comparisons[name];
  if (comparison === undefined) return undefined;
  return { set: set as Operator['set'], comparison, ifExists: ifExists !== undefined };
}

/** Keys that every request has: what a function on AWS sends is encrypted and stays in its region. */
export function commonKeys(region: string): ConditionKeys {
  return { [SECURE_TRANSPORT]: ['true'], [REQUESTED_REGION]: [region] };
}
