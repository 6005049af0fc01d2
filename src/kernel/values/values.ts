import { DomainError, type FieldError } from '../domain-error';
import { InvalidValueError, type Value } from './value';

/** A class of value objects. */
export type ValueClass<V extends Value = Value> = new (text: string) => V;

/** What is to become a value: its class and its text, by field. */
type Wanted = Readonly<Record<string, readonly [ValueClass, string]>>;

/** The values, by field. */
type Made<W extends Wanted> = { readonly [Field in keyof W]: InstanceType<W[Field][0]> };

/**
 * Makes value objects of what an action was given, all of them before it refuses: who sends two invalid fields learns
 * of both.
 *
 * @example
 * const names = values('iam/user/name-invalid', {
 *   firstName: [PlainName, firstName],
 *   lastName: [PlainName, lastName],
 * });
 * @throws DomainError of kind `rule` with the given code, the message of the first invalid field, and all such fields
 */
export function values<const W extends Wanted>(code: string, wanted: W): Made<W> {
  const invalid: FieldError[] = [];
  const made: Record<string, Value> = {};
  for (const [field, [Kind, text]] of Object.entries(wanted)) {
    try {
      made[field] = new Kind(text);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      invalid.push({ field, message: error.message });
    }
  }
  const [first] = invalid;
  if (first) throw new DomainError('rule', code, first.message, { fields: invalid });
  // Every field was made, each by its own class.
  return made as Made<W>;
}
