import { IsString } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

/** A role, as the user who holds it shows it. */
export class HeldRoleView {
  @Uuid()
  readonly id!: string;

  @Describe('The name that the role had when it was added.', 'administrator')
  @IsString()
  readonly name!: string;
}
