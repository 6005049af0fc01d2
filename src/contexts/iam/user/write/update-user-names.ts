import { IsString, MaxLength } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';

/** Gives a user their names. */
export class UpdateUserNames extends Command {
  static readonly type = 'iam/user/update-names';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(1000)
  readonly firstName!: string;

  @IsString()
  @MaxLength(1000)
  readonly lastName!: string;
}

@Handles(UpdateUserNames)
@injectable()
export class UpdateUserNamesHandler extends ChangeHandler<UpdateUserNames, User> {
  constructor(@inject(repositoryOf(User)) users: Repository<User>) {
    super(users);
  }

  protected decide(user: User, { firstName, lastName }: UpdateUserNames): void {
    user.updateNames(firstName, lastName);
  }
}
