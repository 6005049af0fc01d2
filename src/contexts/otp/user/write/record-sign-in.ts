import { IsInt, IsString, Length, MaxLength, Min } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { User } from '../domain/user';

/** Keeps that somebody has signed in. */
export class RecordSignIn extends Command {
  static readonly type = 'otp/user/record-sign-in';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(64)
  readonly role!: string;

  @IsString()
  @Length(2, 2)
  readonly country!: string;

  @IsString()
  @MaxLength(64)
  readonly at!: string;

  @IsInt()
  @Min(1)
  readonly verification!: number;
}

@Handles(RecordSignIn, { internal: true })
@injectable()
export class RecordSignInHandler extends ChangeHandler<RecordSignIn, User> {
  constructor(@inject(repositoryOf(User)) users: Repository<User>) {
    super(users);
  }

  protected decide(user: User, signIn: RecordSignIn): void {
    user.signIn(signIn);
  }
}
