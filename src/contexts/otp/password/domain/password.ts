import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { DomainError } from '../../../../kernel/domain-error';
import { passwordEvents, type PasswordEvent, type SignInRole } from './password.events';
import { MOST_ATTEMPTS, MOST_FAILURES, MOST_REQUESTS, VALIDITY, waitFor } from './password.limits';
import { passwordFold, type Issue, type PasswordState } from './password.state';

/** Who asks for a password. */
export interface PasswordRequest {
  readonly key: string;
  readonly primary: string;
  readonly role: SignInRole;
  readonly country: string;
}

/**
 * What became of an attempt. A failed one is an event like any other, so it cannot be thrown: the handler refuses when it is
 * stored. `unknown` and `failed` must look alike to whoever tried.
 */
export type Attempt =
  | { readonly outcome: 'verified'; readonly at: number; readonly role: SignInRole; readonly country: string }
  | { readonly outcome: 'failed' | 'unknown' | 'expired' | 'locked' | 'used' };

/** The one-time passwords of one primary: a phone number or an e-mail address. Times are Unix milliseconds. */
export class Password extends AggregateRoot<PasswordState, PasswordEvent> {
  static readonly type = passwordEvents.type;

  constructor(id: string) {
    super(id, passwordFold);
  }

  /** A new password, in the place of the one before. @throws DomainError too-many-requests */
  issue({ key, primary, role, country }: PasswordRequest, now: number): { key: string; expiresAt: number } {
    const { issuedAt, failedAt } = this.state;
    const wait = Math.max(waitFor(MOST_REQUESTS, issuedAt, now), waitFor(MOST_FAILURES, failedAt, now));
    if (wait > 0) {
      const message = 'Too many codes were asked for, or tried; wait, then ask again.';
      const retryAfter = Math.ceil(wait / 1000);
      throw new DomainError('too-many-requests', 'otp/password/too-many-requests', message, { retryAfter });
    }
    const expiresAt = now + VALIDITY;
    this.apply('otp/password/issued', { key, primary, role, country, issuedAt: now, expiresAt });
    return { key, expiresAt };
  }

  /** @param isRight whether the code is the one of this key */
  attempt(key: string, isRight: boolean, now: number): Attempt {
    const { issue } = this.state;
    if (issue?.key !== key) return { outcome: 'unknown' };
    if (issue.end !== null) return { outcome: issue.end === 'locked' ? 'locked' : 'used' };
    if (now >= issue.expiresAt) return { outcome: 'expired' };
    if (isRight) {
      const { role, country } = issue;
      this.apply('otp/password/verified', { key, role, country, at: now });
      return { outcome: 'verified', at: now, role, country };
    }
    this.apply('otp/password/attempt-failed', { key, at: now });
    if (issue.failures + 1 >= MOST_ATTEMPTS) this.apply('otp/password/locked', { key });
    return { outcome: 'failed' };
  }

  /**
   * Where to send the code of a key; nowhere when that is done.
   *
   * @throws DomainError superseded when another code was asked for meanwhile; expired when nobody could use it any more
   */
  recipientOf(key: string, now: number): { readonly primary: string; readonly role: SignInRole } | undefined {
    const { primary, role, isSent, end, expiresAt } = this.current(key);
    if (isSent || end !== null) return undefined;
    if (now >= expiresAt) throw new DomainError('rule', 'otp/password/expired', 'The code has expired.');
    return { primary, role };
  }

  /** The provider has accepted the message. @throws DomainError superseded */
  sent(key: string): void {
    if (!this.current(key).isSent) this.apply('otp/password/sent', { key });
  }

  private current(key: string): Issue {
    const { issue } = this.state;
    if (issue?.key === key) return issue;
    throw new DomainError('conflict', 'otp/password/superseded', 'Another code was issued meanwhile.');
  }
}
