import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { ofPunycode } from './punycode';
import { addressKey, EmailAddress, InvalidValueError } from './values';

const REFUSED = new InvalidValueError('must be an e-mail address');
const INVISIBLE = [
  0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a,
  0x202e, 0x2060, 0x2064, 0x2066, 0x2069, 0x206f, 0x2800, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xe0001,
  0xe0041, 0xe0100, 0x1, 0x7f, 0x85, 0x2028, 0xa0, 0x20, 0x9, 0xa, 0xe000, 0x378, 0xffff, 0xd800,
].map((code) => String.fromCodePoint(code));

/** Its canonical form; nothing for what is no address. */
function addressOf(text: string): string | undefined {
  try {
    return new EmailAddress(text).text;
  } catch {
    return undefined;
  }
}

describe(EmailAddress, () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Ann@Example.COM ', 'ann@example.com'],
    ['ａnn＠example.com', 'ann@example.com'],
    ['ann+tag@sub.example.co.uk', 'ann+tag@sub.example.co.uk'],
    ['ann@exämple.com', 'ann@exämple.com'],
    ['ann@xn--exmple-cua.com', 'ann@exämple.com'],
    ['ann@XN--EXMPLE-CUA.COM', 'ann@exämple.com'],
    ['ann@EXA\u0308MPLE。com', 'ann@exämple.com'],
    ['ann@中文网.cn', 'ann@中文网.cn'],
    ['ann@faß.de', 'ann@faß.de'],
    ['Straße@example.com', 'straße@example.com'],
    ['ann@نامه\u200cای.com', 'ann@نامه\u200cای.com'],
  ])('makes %j %j', (address, text) => {
    expect(new EmailAddress(address).text).toBe(text);
  });

  it.each(['\u00ad', '\u200b', '\u2060', '\ufeff', '\u034f', '\ufe0f'])(
    'maps %j in the domain to nothing (UTS #46)',
    (character) => {
      expect(new EmailAddress(`zoe@exam${character}ple.com`).text).toBe('zoe@example.com');
    },
  );

  it.each([
    '\u202e',
    '\u061c',
    '\u200e',
    '\u2066',
    '\u180e',
    '\u3164',
    '\u115f',
    '\u2800',
    '\u200d',
    '\u0001',
    '\t',
  ])('takes no %j in the domain', (character) => {
    expect(() => new EmailAddress(`zoe@exam${character}ple.com`)).toThrow(REFUSED);
  });

  it.each(INVISIBLE)('takes no %j in the local part, wherever it stands', (character) => {
    for (const local of [`z${character}oe`, `zoe${character}`]) {
      expect(() => new EmailAddress(`${local}@example.com`)).toThrow(REFUSED);
    }
  });

  it.each([
    '',
    'ann',
    'ann@',
    '@example.com',
    'ann@example',
    'a@b@example.com',
    'a＠b@example.com',
    'ann@example.com\u0000',
    'ann@127.0.0.1',
    'ann@0x7f.1',
    'ann@[::1]',
    'ann@example.com:25',
    'ann@example.com/path',
    'ann@ex%61mple.com',
    'ann@user:secret@example.com',
    'ann@example.com.',
    'ann@exa..mple.com',
    'ann@xn--a.com',
    'ann@xn--exmple-.com',
    'ann@-example.com',
    '"ann"@example.com',
    '\u00b4ann@example.com',
    '\u00a8ann@example.com',
    '\u037aann@example.com',
    '\u2017ann@example.com',
    '\u0301ann@example.com',
    '\u0301@example.com',
    '\ufeffann@example.com',
    'ann@exam\u{16fe4}ple.com',
    `${'a'.repeat(65)}@example.com`,
  ])('is none for %j, and does not repeat it', (address) => {
    expect(() => new EmailAddress(address)).toThrow(REFUSED);
  });

  it('is its own canonical form, whatever the characters', () => {
    const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(local, (text) => {
        const address = addressOf(`${text}@example.com`);
        fc.pre(address !== undefined);
        expect(new EmailAddress(address).text).toBe(address);
      }),
    );
  });

  it('is one value however it is spelt, and takes its own canonical form', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const email = new EmailAddress(address);
        expect(new EmailAddress(` ${address.toUpperCase()} `).equals(email)).toBe(true);
        expect(new EmailAddress(email.text).equals(email)).toBe(true);
        expect(new EmailAddress(email.text).text).toBe(email.text);
      }),
    );
  });
});

describe('addressKey', () => {
  it.each([
    ['ann@exämple.com', 'Ann@xn--exmple-cua.com'],
    ['ann@exam\u00adple.com', 'ann@example.com'],
    ['straße@example.com', 'STRASSE@example.com'],
    ['ΟΔΟΣ@example.com', 'οδοσ@example.com'],
  ])('is one for %j and %j', (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other));
    expect(new EmailAddress(one).equals(new EmailAddress(other))).toBe(true);
  });

  it('keeps domains apart that the domain name system keeps apart', () => {
    expect(addressKey('ann@faß.de')).toBe('ann@xn--fa-hia.de');
    expect(addressKey('ann@fass.de')).toBe('ann@fass.de');
  });

  it('is there for what was taken for an address once', () => {
    expect(addressKey('Zoe \u200b at home')).toBe('zoe at home');
  });

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        expect(addressKey(addressKey(text))).toBe(addressKey(text));
      }),
    );
  });
});

const unicodeDomain = (ascii: string): string =>
  ascii
    .split('.')
    .map((label) => (label.startsWith('xn--') ? ofPunycode(label.slice(4)) : label))
    .join('.');

describe('ofPunycode', () => {
  it.each([
    'exämple.com',
    '中文网.cn',
    'παράδειγμα.δοκιμή',
    'faß.de',
    '💩.la',
    'a.b.c',
    'mañana.example',
    '日本語ü-x.jp',
  ])('reads the Punycode of %s', (domain) => {
    expect(unicodeDomain(domainToASCII(domain))).toBe(domain);
  });

  it('reads what Node.js reads', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(label, (text) => {
        const ascii = domainToASCII(`${text}.com`);
        fc.pre(ascii !== '');
        expect(unicodeDomain(ascii)).toBe(domainToUnicode(ascii));
      }),
      { numRuns: 1_000 },
    );
  });

  it('says so when a label is damaged', () => {
    expect(() => unicodeDomain('xn--ex!mple')).toThrow(RangeError);
    expect(() => unicodeDomain('xn--99999')).toThrow(RangeError);
  });
});
