import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Describe } from '../../../../http';
import type { SignInRole } from '../domain/password.events';

export class IssuePasswordRequest {
  @Describe(
    'Of a worker the number of a mobile phone, of an organisation an e-mail address.',
    '+491701234567',
  )
  @IsString()
  @MaxLength(320)
  readonly primary!: string;

  @IsIn(['worker', 'org'] satisfies SignInRole[])
  readonly role!: SignInRole;

  @Describe('ISO 3166-1, two letters: how a phone number is to be read that has no country code.', 'DE')
  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters' })
  readonly country!: string;
}
