import { IsString, MaxLength } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

export class RegisterUserRequest {
  @Describe('Chosen by the client, so that a lost answer can be asked for again.')
  @Uuid()
  readonly id!: string;

  @Describe('Unique in the context; stored in lower case.', 'ann@example.com')
  @IsString()
  @MaxLength(320)
  readonly email!: string;
}
