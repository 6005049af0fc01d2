import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { User } from '../domain/user';
import { DisableUser } from './disable-user.command';

@Handles(DisableUser)
@injectable()
export class DisableUserHandler implements CommandHandler<DisableUser> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id }: DisableUser, context: CommandContext): Promise<AggregateVersion> {
    return this.users.change(id, context, (user) => {
      user.disable();
    });
  }
}
