import { IsString } from 'class-validator';
import { Describe, Received, Uuid, type Shape } from '../../../../http';
import type { Issued } from '../write/issue-password';

/** No version: it would tell whether there was a code for this primary before. */
export class PasswordIssuedView extends Received {
  @Describe('Of this code: show it together with the code. Nobody else knows it.')
  @Uuid()
  readonly key!: string;

  @Describe('Until when the code can be used: ISO 8601, UTC.', '2026-11-21T09:40:00.000Z')
  @IsString()
  readonly expiresAt!: string;
}

export function passwordIssuedView({ id, key, expiresAt }: Issued): Shape<PasswordIssuedView> {
  return { id, key, expiresAt: new Date(expiresAt).toISOString() };
}
