import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/repository';
import type { Accepted } from '../../../../kernel/command';
import { User } from '../domain/user';
import { RegisterUser } from './register-user.command';

@Handles(RegisterUser)
@injectable()
export class RegisterUserHandler implements CommandHandler<RegisterUser> {
  constructor(@inject(repositoryOf(User)) private readonly users: Repository<User>) {}

  async execute({ id, email }: RegisterUser, context: CommandContext): Promise<Accepted> {
    return this.users.create(id, context, (user) => {
      user.register(email);
    });
  }
}
