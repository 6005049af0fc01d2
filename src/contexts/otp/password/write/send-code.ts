import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command, type AggregateVersion } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { CLOCK, type Clock } from '../../../../outside/clock';
import { MESSAGES, type Messages } from '../../../../outside/messages';
import { SECRETS, type Secrets } from '../../../../outside/secrets';
import { Password } from '../domain/password';
import { codeOf } from './code';

/** Sends the code of an issue to the primary. */
export class SendCode extends Command {
  static readonly type = 'otp/password/send-code';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly key!: string;
}

/** At least once, as a rule once: whoever is stopped between sending and recording sends again. */
@Handles(SendCode, { uses: ['messages', 'secret:OtpCodeSecret'], internal: true })
@injectable()
export class SendCodeHandler implements CommandHandler<SendCode> {
  constructor(
    @inject(repositoryOf(Password)) private readonly passwords: Repository<Password>,
    @inject(MESSAGES) private readonly messages: Messages,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly execute = async ({ id, key }: SendCode, context: CommandContext): Promise<AggregateVersion> => {
    const password = (await this.passwords.findOne(id)) ?? new Password(id);
    const recipient = password.recipientOf(key, this.clock());
    if (!recipient) return { id, version: password.version };
    const { primary, role } = recipient;
    const code = codeOf(await this.secrets.get('OtpCodeSecret'), key);
    const text = `Your code is ${code}. It is good for 10 minutes. Tell it to nobody.`;
    if (role === 'worker') await this.messages.sms(primary, text);
    else await this.messages.email(primary, 'Your code', text);
    return this.passwords.change(id, context, (sent) => {
      sent.sent(key);
    });
  };
}
