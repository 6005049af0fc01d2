import { randomUUID } from 'node:crypto';
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command, type AggregateVersion } from '../../../../kernel/command';
import { CLOCK, type Clock } from '../../../../outside/clock';
import { Password } from '../domain/password';
import type { SignInRole } from '../domain/password.events';
import { identityOf, normalPrimary } from './primary';

/** What whoever asked needs in order to use the code. */
export interface Issued extends AggregateVersion {
  readonly key: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** Asks for a one-time password. */
export class IssuePassword extends Command<Issued> {
  static readonly type = 'otp/password/issue';

  @IsString()
  @MaxLength(320)
  readonly primary!: string;

  @IsIn(['worker', 'org'] satisfies SignInRole[])
  readonly role!: SignInRole;

  @IsString()
  @Length(2, 2)
  readonly country!: string;
}

/** The same work whether the primary is known or not: one read, one write. */
@Handles(IssuePassword)
@injectable()
export class IssuePasswordHandler implements CommandHandler<IssuePassword> {
  constructor(
    @inject(repositoryOf(Password)) private readonly passwords: Repository<Password>,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly execute = async (
    { primary: given, role, country }: IssuePassword,
    context: CommandContext,
  ): Promise<Issued> => {
    const primary = normalPrimary(given, role, country);
    const request = { key: randomUUID(), primary, role, country };
    const now = this.clock();
    return this.passwords.change(identityOf(primary), context, (password) => password.issue(request, now));
  };
}
