import { Matches } from 'class-validator';
import { inject, injectable } from 'inversify';
import { Handles, type CommandHandler } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import type { AccessToken } from '../../../../identity/access-token-issuer';
import { Command, type AggregateVersion } from '../../../../kernel/command';
import { DomainError } from '../../../../kernel/domain-error';
import { IsUuid } from '../../../../kernel/values';
import { CLOCK, type Clock } from '../../../../outside/clock';
import { RATE_LIMITS, type RateLimits } from '../../../../outside/rate-limits';
import { SECRETS, type Secrets } from '../../../../outside/secrets';
import { Password, type Attempt } from '../domain/password';
import { codeOf, isSameCode } from './code';
import { SignInTokens } from './sign-in-tokens';

export type SignedIn = AggregateVersion & AccessToken;

/** Shows the code that was sent. */
export class VerifyPassword extends Command<SignedIn> {
  static readonly type = 'otp/password/verify';

  @IsUuid()
  readonly id!: string;

  @IsUuid()
  readonly key!: string;

  @Matches(/^\d{6}$/, { message: '$property must be six digits' })
  readonly code!: string;
}

type Refused = Exclude<Attempt['outcome'], 'verified'>;

/** None of them tells whether the code was right, but that it was when it was wrong for a code that is still good. */
const REFUSALS: Readonly<Record<Refused, readonly [code: string, message: string]>> = {
  failed: ['otp/password/code-wrong', 'This is not the code that was sent.'],
  unknown: ['otp/password/code-wrong', 'This is not the code that was sent.'],
  expired: ['otp/password/expired', 'The code has expired; ask for another one.'],
  locked: ['otp/password/locked', 'There were too many wrong attempts; ask for another code.'],
  used: ['otp/password/used', 'The code was used already; ask for another one.'],
};

/** Counted for nothing but its time, without ever a refusal. */
const NO_LIMIT = { requests: Number.MAX_SAFE_INTEGER, seconds: 60 };

/**
 * A failed attempt is stored, then refused. Nobody is known here, so there is no Idempotency-Key under which a token could
 * be asked for again: whoever loses the answer asks for another code.
 */
@Handles(VerifyPassword, { uses: ['secret:OtpCodeSecret', 'secret:SigningKeys', 'rate-limits'] })
@injectable()
export class VerifyPasswordHandler implements CommandHandler<VerifyPassword> {
  constructor(
    @inject(repositoryOf(Password)) private readonly passwords: Repository<Password>,
    @inject(SignInTokens) private readonly tokens: SignInTokens,
    @inject(SECRETS) private readonly secrets: Secrets,
    @inject(RATE_LIMITS) private readonly limits: RateLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  readonly execute = async (
    { id, key, code }: VerifyPassword,
    context: CommandContext,
  ): Promise<SignedIn> => {
    // The keys of tokens as well, or a code would be used up for a token that cannot be made.
    const [secret] = await Promise.all([this.secrets.get('OtpCodeSecret'), this.secrets.get('SigningKeys')]);
    const isRight = isSameCode(code, codeOf(secret, key));
    const now = this.clock();
    const attempt = await this.passwords.change(id, context, (password) =>
      password.attempt(key, isRight, now),
    );
    // What is known to fail is one write: so what is unknown is one as well, and takes as long.
    if (attempt.outcome === 'unknown') await this.limits.count({ name: 'otp', subject: id }, NO_LIMIT);
    if (attempt.outcome !== 'verified') throw new DomainError('rule', ...REFUSALS[attempt.outcome]);
    const { role, country, at, version } = attempt;
    const alias = (await this.passwords.findOne(id))?.state.issue?.primary ?? '';
    return { id, version, ...(await this.tokens.issue({ sub: id, alias, role, country }, new Date(at))) };
  };
}
