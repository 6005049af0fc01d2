import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/repository';
import type { Accepted } from '../../../../kernel/command';
import { User } from '../domain/user';
import { UpdateUserNames } from './update-user-names.command';

@Handles(UpdateUserNames)
@injectable()
export class UpdateUserNamesHandler implements CommandHandler<UpdateUserNames> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id, firstName, lastName }: UpdateUserNames, context: CommandContext): Promise<Accepted> {
    return this.users.change(id, context, (user) => {
      user.updateNames(firstName, lastName);
    });
  }
}
