import { IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { UserRow } from '../read/user.tables';

/** Neither phone number nor e-mail address: whoever has the id has no need to learn them. */
export class OtpUserView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('`worker` or `org`.', 'worker')
  @IsString()
  readonly role!: string;

  @Describe('Of the last sign-in: ISO 3166-1, two letters.', 'DE')
  @IsString()
  readonly country!: string;

  @IsInt()
  @Min(1)
  readonly signIns!: number;

  @Describe('ISO 8601, UTC.', '2026-11-21T09:30:00.000Z')
  @IsString()
  readonly lastSignInAt!: string;
}

export function otpUserView({
  id,
  version,
  role,
  country,
  signIns,
  lastSignInAt,
}: UserRow): Shape<OtpUserView> {
  return { id, version, role, country, signIns, lastSignInAt };
}
