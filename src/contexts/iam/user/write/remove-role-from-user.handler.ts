import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { User } from '../domain/user';
import { RemoveRoleFromUser } from './remove-role-from-user.command';

@Handles(RemoveRoleFromUser)
@injectable()
export class RemoveRoleFromUserHandler implements CommandHandler<RemoveRoleFromUser> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id, roleId }: RemoveRoleFromUser, context: CommandContext): Promise<AggregateVersion> {
    return this.users.change(id, context, (user) => {
      user.removeRole(roleId);
    });
  }
}
