import { isEmail, ValidateBy } from 'class-validator';
import { unicodeDomain } from './punycode';
import { BLANK, comparable } from './text';
import { Value } from './values';

/**
 * What no part of an address has: characters that nobody sees or that turn the direction of text, private or unassigned
 * ones, blanks, and quotes, with which one mailbox has a second spelling.
 */
const NEVER_LOCAL = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}"]/u;
/** What a URL would not take for a part of its host, or pass over, where an address has its domain. */
const NEVER_DOMAIN = /[\p{Z}\p{Cc}%\\/?#:@[\]]/u;

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
  const [, rawLocal = '', rawDomain = ''] = /^(.*)[@\uff20\ufe6b](.*)$/su.exec(address.trim()) ?? [];
  if (NEVER_LOCAL.test(rawLocal) || NEVER_DOMAIN.test(rawDomain) || BLANK.test(rawLocal)) return undefined;
  const local = rawLocal.normalize('NFKC').toLowerCase().normalize('NFKC');
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
