import { createHash } from 'node:crypto';
import { comparable } from '../../kernel/text';

/** A value that only one aggregate may have. */
export interface UniqueValue {
  /** The set within which the value is unique: a context (`iam`) or an aggregate type (`iam/role`). */
  readonly scope: string;
  /** What is reserved: `email`. */
  readonly name: string;
  /** As entered; two spellings of the same value are one unique value. */
  readonly value: string;
}

/** The unique values that a state holds: a pure function, so that unique values can be audited against the log. */
export type UniqueValueRule<State> = (state: State) => readonly UniqueValue[];

/** What a commit does to the unique values, in the same transaction. Keys as of `uniqueValueKey`. */
export interface UniqueValueChanges {
  readonly taken: readonly UniqueValue[];
  readonly released: readonly UniqueValue[];
}

/** What a command may do to unique values, as its handler says. */
export type UniqueValueEffect = keyof UniqueValueChanges;

/**
 * What a command's handler asks of the world outside: to send messages, to count requests, to send a command later, or to
 * know a secret, by its logical id.
 */
export type OutsideUse = 'messages' | 'rate-limits' | 'schedules' | `secret:${string}`;

/** A command that is carried out, and what its handler says of it: set by the command bus. */
export interface HandledCommand {
  /** `iam/user/register` */
  readonly type: string;
  readonly uniqueValues: readonly UniqueValueEffect[];
}

/** @throws Error for a change that the handler does not declare, so that its function has no permission for it */
export function checkDeclared(changes: UniqueValueChanges, handled: HandledCommand | undefined): void {
  if (!handled) return;
  for (const effect of ['taken', 'released'] as const) {
    const [value] = changes[effect];
    if (!value || handled.uniqueValues.includes(effect)) continue;
    const all = [...new Set([...handled.uniqueValues, effect])].map((each) => `'${each}'`).join(', ');
    throw new Error(
      `By ${handled.type} the unique value ${value.name} within ${value.scope} is ${effect}, and its handler does not ` +
        `say so: write { uniqueValues: [${all}] } behind the command in @Handles, and run npm run template.`,
    );
  }
}

/** Bytes of a key, at most, before a hash stands for the value: DynamoDB takes 2,048, and bills each started KB. */
const LONGEST_KEY = 512;
/** No comparable text has capitals, so no value can be taken for the hash of another. */
const HASHED = 'SHA-256:';
/** Half a character has no form in UTF-8. */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * `iam/role#name#administrator`; the value in its comparable form, or its hash when it is long: a key is bounded,
 * whatever the value.
 */
export function uniqueValueKey({ scope, name, value }: UniqueValue): string {
  const set = `${scope}#${name}#`;
  const compared = comparable(value).replaceAll(LONE_SURROGATE, '\ufffd');
  if (Buffer.byteLength(set + compared) <= LONGEST_KEY) return set + compared;
  return `${set}${HASHED}${createHash('sha256').update(compared).digest('hex')}`;
}

/** @throws TypeError for a unique value of an aggregate type within neither that type nor its context */
export function checkScope(type: string, { scope, name }: UniqueValue): void {
  const context = type.slice(0, type.indexOf('/'));
  if (scope === type || scope === context) return;
  throw new TypeError(`${type} reserves ${name} within ${scope}: the scope has to be ${type} or ${context}.`);
}

/** The unique values that a state holds. @throws TypeError as `checkScope` does */
export function uniqueValuesOf<State>(
  type: string,
  rule: UniqueValueRule<State>,
  state: State,
): readonly UniqueValue[] {
  const uniqueValues = rule(state);
  for (const uniqueValue of uniqueValues) checkScope(type, uniqueValue);
  return uniqueValues;
}

export function uniqueValueChanges(
  before: readonly UniqueValue[],
  after: readonly UniqueValue[],
): UniqueValueChanges {
  const held = new Set(before.map(uniqueValueKey));
  const wanted = new Set(after.map(uniqueValueKey));
  return {
    taken: distinct(after).filter((uniqueValue) => !held.has(uniqueValueKey(uniqueValue))),
    released: distinct(before).filter((uniqueValue) => !wanted.has(uniqueValueKey(uniqueValue))),
  };
}

/** A transaction touches no item twice. */
function distinct(uniqueValues: readonly UniqueValue[]): UniqueValue[] {
  return [...new Map(uniqueValues.map((uniqueValue) => [uniqueValueKey(uniqueValue), uniqueValue])).values()];
}
