import { Matches } from 'class-validator';
// Of the package's three sets of rules, that of mobile numbers: it knows which numbers get text messages, in two thirds of
// the size of the full set. The smallest one takes any number of a plausible length.
import parsePhoneNumber, { isSupportedCountry, type CountryCode } from 'libphonenumber-js/mobile';
import { Value } from '../../../../kernel/values';

/** A mobile phone number, as E.164 has it: `+491701234567`. */
export class PhoneNumber extends Value {
  declare protected readonly kind: 'phone number';

  @Matches(/^\+[1-9]\d{4,14}$/, { message: 'must be the number of a mobile phone' })
  readonly text: string;

  /** @param country whose way to write numbers is meant, for one without its own country code */
  constructor(number: string, country: CountryCode) {
    super();
    const parsed = parsePhoneNumber(number, { defaultCountry: country, extract: false });
    this.text = parsed?.isValid() === true && parsed.ext === undefined ? parsed.number : '';
    this.validate();
  }
}

export function isCountry(text: string): text is CountryCode {
  return isSupportedCountry(text);
}
