import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/repository';
import type { Accepted } from '../../../../kernel/command';
import { User } from '../domain/user';
import { RemoveRoleFromUser } from './remove-role-from-user.command';

@Handles(RemoveRoleFromUser)
@injectable()
export class RemoveRoleFromUserHandler implements CommandHandler<RemoveRoleFromUser> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id, roleId }: RemoveRoleFromUser, context: CommandContext): Promise<Accepted> {
    return this.users.change(id, context, (user) => {
      user.removeRole(roleId);
    });
  }
}
