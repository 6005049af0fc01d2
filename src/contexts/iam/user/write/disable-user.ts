import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';

/** Ends what a user may do, for good. */
export class DisableUser extends Command {
  static readonly type = 'iam/user/disable';

  @IsUuid()
  readonly id!: string;
}

@Handles(DisableUser)
@injectable()
export class DisableUserHandler extends ChangeHandler<DisableUser, User> {
  constructor(@inject(repositoryOf(User)) users: Repository<User>) {
    super(users);
  }

  protected decide(user: User): void {
    user.disable();
  }
}
