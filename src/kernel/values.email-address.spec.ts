import fc from 'fast-check';
import { EmailAddress, InvalidValueError } from './values';

describe(EmailAddress, () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Ann@Example.COM ', 'ann@example.com'],
    ['ａnn＠example.com', 'ann@example.com'],
    ['ann+tag@sub.example.co.uk', 'ann+tag@sub.example.co.uk'],
  ])('makes %j %j', (address, text) => {
    expect(new EmailAddress(address).text).toBe(text);
  });

  it.each(['', 'ann', 'ann@', '@example.com', 'ann@example', 'a@b@example.com', 'ann@example.com\u0000'])(
    'is none for %j, and does not repeat it',
    (address) => {
      expect(() => new EmailAddress(address)).toThrow(new InvalidValueError('must be an e-mail address'));
    },
  );

  it('is one value however it is spelt, and takes its own canonical form', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const email = new EmailAddress(address);
        expect(new EmailAddress(` ${address.toUpperCase()} `).equals(email)).toBe(true);
        expect(new EmailAddress(email.text).equals(email)).toBe(true);
      }),
    );
  });
});
