import { IsString, MaxLength } from 'class-validator';
import { Describe } from '../../../../http';

export class UpdateUserNamesRequest {
  @Describe('1 to 100 characters of any script.', 'Ann')
  @IsString()
  @MaxLength(1000)
  readonly firstName!: string;

  @Describe('1 to 100 characters of any script.', 'Lee')
  @IsString()
  @MaxLength(1000)
  readonly lastName!: string;
}
