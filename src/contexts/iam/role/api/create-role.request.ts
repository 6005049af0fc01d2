import { IsString, MaxLength } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

export class CreateRoleRequest {
  @Describe('Chosen by the client, so that a lost answer can be asked for again.')
  @Uuid()
  readonly id!: string;

  @Describe('1 to 100 characters of any script; unique among roles.', 'administrator')
  @IsString()
  @MaxLength(1000)
  readonly name!: string;
}
