import { IsBoolean, IsString } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { RoleUserNamesRow } from '../read/role.tables';

/** A user, as the role that they hold shows them. */
export class MemberView {
  @Uuid()
  readonly id!: string;

  @Describe('Empty until the names are given.', 'Ann')
  @IsString()
  readonly firstName!: string;

  @Describe('Empty until the names are given.', 'Lee')
  @IsString()
  readonly lastName!: string;

  @IsBoolean()
  readonly disabled!: boolean;
}

export function memberView({ id, firstName, lastName, disabled }: RoleUserNamesRow): Shape<MemberView> {
  return { id, firstName, lastName, disabled };
}
