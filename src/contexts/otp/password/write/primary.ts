import { v5 } from 'uuid';
import { DomainError } from '../../../../kernel/domain-error';
import { addressKey, EmailAddress, InvalidValueError } from '../../../../kernel/values';
import type { SignInRole } from '../domain/password.events';
import { isCountry, PhoneNumber } from './phone-number';

/** By it, what is made of a primary is nobody else's: drawn once, and for good. */
const NAMESPACE = '5f0c6a0e-6f53-4a3b-9b53-0f4f0a3a9d57';

/** What of an address SES can put into an envelope. */
const ASCII = /^[\x21-\x7e]+$/;

/**
 * A primary in its normal form: a worker's phone number as E.164 has it, an organisation's e-mail address in its comparable
 * form. To that form the code is sent: whoever is taken for somebody else's spelling gets the other's mail, not their sign-in.
 *
 * @throws DomainError of kind `rule`, with the field
 */
export function normalPrimary(primary: string, role: SignInRole, country: string): string {
  if (!isCountry(country)) throw invalid('otp/password/country-unknown', 'country', 'must be a country');
  try {
    if (role === 'worker') return new PhoneNumber(primary, country).text;
    const address = addressKey(new EmailAddress(primary).text);
    if (ASCII.test(address)) return address;
    throw new InvalidValueError('must be an e-mail address of Latin letters before the @');
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw invalid('otp/password/primary-invalid', 'primary', error.message);
  }
}

/** The identity that a primary has: the same at each sign-in. */
export function identityOf(primary: string): string {
  return v5(primary, NAMESPACE);
}

function invalid(code: string, field: string, message: string): DomainError {
  return new DomainError('rule', code, `${field} ${message}.`, { fields: [{ field, message }] });
}
