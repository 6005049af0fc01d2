import type { DomainError } from '../../../../kernel/domain-error';
import { isUuid } from '../../../../kernel/values';
import { identityOf, normalPrimary } from './primary';

describe(normalPrimary, () => {
  it.each([
    ['0170 1234567', 'DE', '+491701234567'],
    ['+49 (170) 123-4567', 'DE', '+491701234567'],
    ['+49 170 1234567', 'FR', '+491701234567'],
    ['079 123 45 67', 'CH', '+41791234567'],
    ['(213) 373-4253', 'US', '+12133734253'],
  ])('reads the phone number %s as in %s', (number, country, normal) => {
    expect(normalPrimary(number, 'worker', country)).toBe(normal);
  });

  it.each([
    ['a landline, which gets no text messages', '030 123456'],
    ['a number that is too short', '12'],
    ['a number that is too long', '0170 1234567 89012'],
    ['a number with an extension', '0170 1234567 ext. 5'],
    ['a number within a sentence', 'call 0170 1234567 now'],
    ['an e-mail address', 'ann@example.com'],
    ['nothing', ''],
  ])('refuses %s of a worker', (_, number) => {
    expect(() => normalPrimary(number, 'worker', 'DE')).toThrow(
      expect.objectContaining({
        kind: 'rule',
        code: 'otp/password/primary-invalid',
        fields: [{ field: 'primary', message: 'must be the number of a mobile phone' }],
      }) as DomainError,
    );
  });

  it.each([
    [' Office@Example.COM ', 'office@example.com'],
    ['office@EXÄMPLE.com', 'office@xn--exmple-cua.com'],
    // Who owns the one must not be signed in as the other: the code goes to what both are taken for.
    ['of\ufb01ce@example.com', 'office@example.com'],
  ])('reads the address %s of an organisation', (address, normal) => {
    expect(normalPrimary(address, 'org', 'DE')).toBe(normal);
  });

  it.each(['+491701234567', 'nobody', 'büro@example.com', 'a@b@c', ''])(
    'refuses the address %s',
    (address) => {
      expect(() => normalPrimary(address, 'org', 'DE')).toThrow(
        expect.objectContaining({ code: 'otp/password/primary-invalid' }) as DomainError,
      );
    },
  );

  it.each(['XX', 'de', 'constructor', ''])('refuses the country %s', (country) => {
    expect(() => normalPrimary('office@example.com', 'org', country)).toThrow(
      expect.objectContaining({
        kind: 'rule',
        code: 'otp/password/country-unknown',
        fields: [{ field: 'country', message: 'must be a country' }],
      }) as DomainError,
    );
  });
});

describe(identityOf, () => {
  it('is one UUID of version 5 for each primary, for ever', () => {
    expect(identityOf('+491701234567')).toBe('1ced2dc3-b0fe-5970-9598-ccff826d5f0a');
    expect(isUuid(identityOf('office@example.com'))).toBe(true);
    expect(identityOf('office@example.com')[14]).toBe('5');
    expect(identityOf('office@example.com')).not.toBe(identityOf('office@example.org'));
  });
});
