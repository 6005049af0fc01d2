import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { User } from '../domain/user';
import { UpdateUserNames } from './update-user-names.command';

@Handles(UpdateUserNames)
@injectable()
export class UpdateUserNamesHandler implements CommandHandler<UpdateUserNames> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute(
    { id, firstName, lastName }: UpdateUserNames,
    context: CommandContext,
  ): Promise<AggregateVersion> {
    return this.users.change(id, context, (user) => {
      user.updateNames(firstName, lastName);
    });
  }
}
