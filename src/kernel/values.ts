import { isEmail, Matches, validateSync, ValidateBy } from 'class-validator';
import { DomainError, type FieldError } from './domain-error';
import { ofPunycode } from './punycode';
import { BLANK, comparable, IsPlainText, tidy, trimmed } from './text';

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

/**
 * What no part of an address has: characters that nobody sees or that turn the direction of text, private or unassigned
 * ones, blanks, and quotes, with which one mailbox has a second spelling. Nor does one begin with an accent, which would be
 * drawn on what stands before it.
 */
const NEVER_LOCAL = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}"]|^\p{M}/u;
/** What nobody sees and every version of UTS #46 judges alike; of the rest, Node.js 24 passes over what 20 refuses. */
const JUDGED_ALIKE = String.raw`\u00ad\u034f\u200b-\u200d\u2060\u2064\ufeff\u{1bca0}-\u{1bca3}\p{Variation_Selector}`;
/** What a URL would not take for a part of its host, or pass over, where an address has its domain. */
const NEVER_DOMAIN = new RegExp(
  String.raw`[\p{Z}\p{Cc}\u{16fe4}%\\/?#:@[\]]|(?![${JUDGED_ALIKE}])\p{Default_Ignorable_Code_Point}`,
  'u',
);

/** An address in its parts, each in its canonical form. */
interface Parts {
  readonly local: string;
  /** In Unicode: `exämple.com`. */
  readonly domain: string;
  /** As the domain name system has it: `xn--exmple-cua.com`. */
  readonly ascii: string;
}

/**
 * Where a person can be written to: `ann@example.com`. The one place that says which addresses are taken.
 *
 * Two spellings of one domain are one domain (UTS #46, as the WHATWG URL standard has it), which is kept in Unicode. The
 * local part is kept in small letters and unified characters (NFKC), and has no character that nobody sees.
 */
export class EmailAddress extends Value {
  declare protected readonly kind: 'e-mail address';

  @IsAddress()
  readonly text: string;

  constructor(address: string) {
    super();
    const parts = partsOf(address);
    this.text = parts ? `${parts.local}@${parts.domain}` : '';
    this.validate();
  }

  override equals(other: this): boolean {
    return addressKey(this.text) === addressKey(other.text);
  }
}

/**
 * What makes an address unique: the local part in its comparable form, and the domain as the domain name system has it,
 * where `faß.de` and `fass.de` are two. What is no address, of a time with other rules, has a key as well.
 */
export function addressKey(address: string): string {
  const parts = partsOf(address);
  return parts ? `${comparable(parts.local)}@${parts.ascii}` : comparable(address);
}

function partsOf(address: string): Parts | undefined {
  const [, rawLocal = '', rawDomain = ''] = /^(.*)[@\uff20\ufe6b](.*)$/su.exec(trimmed(address)) ?? [];
  const local = rawLocal.normalize('NFKC').toLowerCase().normalize('NFKC');
  // Unified characters can hold a blank that was none before: an acute accent on its own is one that follows a blank.
  const isLocal = [rawLocal, local].every((text) => !NEVER_LOCAL.test(text) && !BLANK.test(text));
  if (!isLocal || NEVER_DOMAIN.test(rawDomain)) return undefined;
  const ascii = asciiDomain(rawDomain);
  const domain = ascii !== undefined && unicodeDomain(ascii);
  // A label of Punycode that stands for plain letters would be a second spelling of them.
  if (!domain || BLANK.test(domain) || asciiDomain(domain) !== ascii) return undefined;
  return { local, domain, ascii };
}

/** By the only implementation of UTS #46 that every JavaScript has; nothing for what is no domain. */
function asciiDomain(domain: string): string | undefined {
  try {
    return new URL(`https://${domain}`).hostname;
  } catch {
    return undefined;
  }
}

function IsAddress(): PropertyDecorator {
  const validate = (text: unknown): boolean => {
    const parts = typeof text === 'string' ? partsOf(text) : undefined;
    return parts !== undefined && isEmail(`${parts.local}@${parts.ascii}`);
  };
  return ValidateBy({
    name: 'isAddress',
    validator: { validate, defaultMessage: () => 'must be an e-mail address' },
  });
}

/** A domain with its labels in Unicode: `exämple.com` of `xn--exmple-cua.com`. */
function unicodeDomain(ascii: string): string {
  return ascii.replaceAll(/(?<=^|\.)xn--([^.]+)/gu, (_, label: string) => ofPunycode(label));
}

const LONGEST_NAME = 100;

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
