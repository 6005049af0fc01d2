import { IsString } from 'class-validator';
import { Describe, type Shape } from '../../../../http';
import type { SignedIn } from '../write/verify-password';

export class SignedInView {
  @Describe('A JWT, for `Authorization: Bearer`.')
  @IsString()
  readonly token!: string;

  @Describe('Until when the token is good: ISO 8601, UTC.', '2026-12-21T09:30:00.000Z')
  @IsString()
  readonly expiresAt!: string;
}

export function signedInView({ token, expiresAt }: SignedIn): Shape<SignedInView> {
  return { token, expiresAt: expiresAt.toISOString() };
}
