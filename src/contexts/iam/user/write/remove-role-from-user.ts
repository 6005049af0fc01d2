import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';

/** Takes a role from a user, disabled or not. */
export class RemoveRoleFromUser extends Command {
  static readonly type = 'iam/user/remove-role';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly roleId!: string;
}

@Handles(RemoveRoleFromUser)
@injectable()
export class RemoveRoleFromUserHandler extends ChangeHandler<RemoveRoleFromUser, User> {
  constructor(@inject(repositoryOf(User)) users: Repository<User>) {
    super(users);
  }

  protected decide(user: User, { roleId }: RemoveRoleFromUser): void {
    user.removeRole(roleId);
  }
}
