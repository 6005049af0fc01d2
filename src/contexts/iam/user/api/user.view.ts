import { IsBoolean, IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { UserRow } from '../read/user.tables';

export class UserView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('In lower case.', 'ann@example.com')
  @IsString()
  readonly email!: string;

  @Describe('Empty until the names are given.', 'Ann')
  @IsString()
  readonly firstName!: string;

  @Describe('Empty until the names are given.', 'Lee')
  @IsString()
  readonly lastName!: string;

  @IsBoolean()
  readonly disabled!: boolean;
}

export function userView({ id, version, email, firstName, lastName, disabled }: UserRow): Shape<UserView> {
  return { id, version, email, firstName, lastName, disabled };
}
