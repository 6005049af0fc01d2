import { validateSync, Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { DomainError, type FieldError } from './domain-error';
import { characters, isSeen, tidy } from './text';

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

/** A class of value objects. */
type ValueClass<V extends Value = Value> = new (text: string) => V;

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

/** In lower case; any version of RFC 9562 with its variant bits. The nil and max UUIDs identify nothing: neither is one. */
export const UUID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const CANONICAL = new RegExp(`^${UUID_PATTERN}$`);
const IN_ANY_CASE = new RegExp(CANONICAL, 'i');

/** An identity that a client can choose: a UUID of any version, in lower case. */
export class Uuid extends Value {
  declare protected readonly kind: 'UUID';

  @Matches(CANONICAL, { message: 'must be a UUID' })
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text.toLowerCase();
    this.validate();
  }
}

/** Whether something is a UUID, in whatever case. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && IN_ANY_CASE.test(value);
}

/** A field that holds a UUID in its canonical form: two spellings would be two identities. */
export function IsUuid(): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value === 'string' && CANONICAL.test(value),
    defaultMessage: () => '$property must be a UUID in lower case',
  };
  return ValidateBy({ name: 'isCanonicalUuid', validator });
}

const LONGEST_NAME = 100;

/**
 * Text of any script, without control, private-use, unassigned, text-direction or other invisible characters, except
 * those that scripts and emoji are written with: the joiners, and the selectors of another form of a character. These
 * stay in what is shown and never count (see `comparable`).
 */
const PLAIN =
  /^(?:(?!\p{Default_Ignorable_Code_Point})[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d\p{Variation_Selector}])+$/u;
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
    message: `must have 1 to ${LONGEST_NAME} characters, one of them visible, and none that hides or turns text`,
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
    isSeen(value) &&
    characters(value) <= longest;
  return ValidateBy({ name: 'isPlainText', constraints: [longest], validator: { validate } }, options);
}
