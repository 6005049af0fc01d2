import { IsBoolean, IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

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
