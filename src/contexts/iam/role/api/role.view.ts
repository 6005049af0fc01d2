import { IsBoolean, IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { RoleRow } from '../read/role.tables';

export class RoleView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('Unique among roles.', 'administrator')
  @IsString()
  readonly name!: string;

  @IsBoolean()
  readonly disabled!: boolean;
}

export function roleView({ id, version, name, disabled }: RoleRow): Shape<RoleView> {
  return { id, version, name, disabled };
}
