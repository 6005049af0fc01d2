import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AggregateVersion } from '../../../../kernel/command';
import { User } from '../domain/user';
import { RegisterUser } from './register-user.command';

@Handles(RegisterUser)
@injectable()
export class RegisterUserHandler implements CommandHandler<RegisterUser> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id, email }: RegisterUser, context: CommandContext): Promise<AggregateVersion> {
    return this.users.create(id, context, (user) => {
      user.register(email);
    });
  }
}
