import { IsString, MaxLength } from 'class-validator';
import { Describe } from '../../../../http';

export class ProfileRequest {
  @Describe('1 to 120 characters of any script.', 'Harbour Works')
  @IsString()
  @MaxLength(1_200)
  readonly name!: string;

  @Describe('1 to 150 characters of any script.', 'Bergen, Norway')
  @IsString()
  @MaxLength(1_500)
  readonly location!: string;

  @Describe('Up to 1200 characters of any script, in lines.', 'We keep the docks running.')
  @IsString()
  @MaxLength(12_000)
  readonly description!: string;
}
