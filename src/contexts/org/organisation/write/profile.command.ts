import { IsString, MaxLength } from 'class-validator';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';

/** What a command says that gives an organisation a profile. */
export abstract class ProfileCommand extends Command {
  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(1_200)
  readonly name!: string;

  @IsString()
  @MaxLength(1_500)
  readonly location!: string;

  @IsString()
  @MaxLength(12_000)
  readonly description!: string;
}
