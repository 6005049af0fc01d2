import { IsString, MaxLength } from 'class-validator';
import { inject, injectable } from 'inversify';
import { CreateHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';

/** Makes a user of someone, under an id that the client has chosen. */
export class RegisterUser extends Command {
  static readonly type = 'iam/user/register';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(320)
  readonly email!: string;
}

@Handles(RegisterUser, { uniqueValues: ['taken'] })
@injectable()
export class RegisterUserHandler extends CreateHandler<RegisterUser, User> {
  constructor(@inject(repositoryOf(User)) users: Repository<User>) {
    super(users);
  }

  protected decide(user: User, { email }: RegisterUser): void {
    user.register(email);
  }
}
