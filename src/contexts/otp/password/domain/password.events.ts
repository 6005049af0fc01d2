import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

/** Times are Unix milliseconds. The code is in none of them: it follows from the key and a secret. */
export type PasswordEvent =
  | DomainEvent<'otp/password/issued', PasswordIssued>
  | DomainEvent<'otp/password/sent', { key: string }>
  | DomainEvent<'otp/password/attempt-failed', { key: string; at: number }>
  | DomainEvent<'otp/password/locked', { key: string }>
  | DomainEvent<'otp/password/verified', PasswordVerified>;

/** Who signs in: a worker by phone, an organisation by e-mail. */
export type SignInRole = 'worker' | 'org';

export interface PasswordIssued {
  /** Of this issue: random, and known to whoever asked for it alone. */
  key: string;
  /** Phone number (E.164) or e-mail address, in its normal form. */
  primary: string;
  role: SignInRole;
  /** ISO 3166-1, two letters. */
  country: string;
  issuedAt: number;
  expiresAt: number;
}

export interface PasswordVerified {
  key: string;
  role: SignInRole;
  country: string;
  at: number;
}

/** No event has a public view: the list of somebody's attempts would help nobody but an attacker. */
export const passwordEvents = eventSource<PasswordEvent>({
  type: 'otp/password',
  personal: { 'otp/password/issued': ['primary'] },
});
