import { validateSync } from 'class-validator';
import { DomainError } from '../domain-error';

/**
 * A value object that is written as one text. It has one canonical form, and there is none that breaks its rules: the
 * constructor brings the text into its form, then holds it against the class-validator rules on `text`.
 *
 * Events, states and rows are plain JSON, so they hold its text.
 *
 * @example
 * export class PostalCode extends Value {
 *   // Never set: two kinds of value are two types, though both hold a text.
 *   declare protected readonly kind: 'postal code';
 *
 *   @Matches(/^\d{5}$/, { message: 'must have 5 digits' })
 *   readonly text: string;
 *
 *   constructor(text: string) {
 *     super();
 *     this.text = text.trim();
 *     this.validate();
 *   }
 * }
 */
export abstract class Value {
  /** What the value is, for the compiler alone. */
  declare protected abstract readonly kind: string;

  /** The canonical form: what is stored, shown and compared. */
  abstract readonly text: string;

  equals(other: this): boolean {
    return this.text === other.text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }

  /** The last line of a constructor. @throws InvalidValueError with the message of the rule that is broken */
  protected validate(): void {
    const [error] = validateSync(this, { stopAtFirstError: true });
    if (error) throw new InvalidValueError(Object.values(error.constraints ?? {})[0] ?? 'is invalid');
  }
}

/** A text is no value of its kind. `values` gives it a field and a code of the domain. */
export class InvalidValueError extends DomainError {
  override readonly name = 'InvalidValueError';

  /** @param message what the text must be, without the text: `must be an e-mail address` */
  constructor(message: string) {
    super('rule', 'invalid-value', message);
  }
}
