import { Matches } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

export class VerifyPasswordRequest {
  @Describe('What the request for the code was answered.')
  @Uuid()
  readonly key!: string;

  @Describe('Six digits, as they were sent.', '123456')
  @Matches(/^\d{6}$/, { message: 'code must be six digits' })
  readonly code!: string;
}
