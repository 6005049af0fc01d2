import { IsEmail } from 'class-validator';
import { comparable } from '../text';
import { Value } from './value';

/**
 * Where a person can be written to: `ann@example.com`. The one place that says which addresses are taken.
 *
 * In lower case and in unified characters (NFKC), so that two spellings of one address are one value.
 */
export class EmailAddress extends Value {
  declare protected readonly kind: 'e-mail address';

  @IsEmail({}, { message: 'must be an e-mail address' })
  readonly text: string;

  constructor(address: string) {
    super();
    this.text = comparable(address);
    this.validate();
  }
}
