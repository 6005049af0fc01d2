import { IsString } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { UserRoleRow } from '../read/user.tables';

/** A role, as the user who holds it shows it. */
export class HeldRoleView {
  @Uuid()
  readonly id!: string;

  @Describe('The name that the role had when it was added.', 'administrator')
  @IsString()
  readonly name!: string;
}

export function heldRoleView({ roleId, name }: UserRoleRow): Shape<HeldRoleView> {
  return { id: roleId, name };
}
