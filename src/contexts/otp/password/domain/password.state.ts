import type { Fold } from '../../../../kernel/fold';
import type { PasswordEvent, SignInRole } from './password.events';
import { MOST_FAILURES, MOST_REQUESTS } from './password.limits';

/** The one-time password that was issued last: only that can be used. */
export interface Issue {
  readonly key: string;
  readonly primary: string;
  readonly role: SignInRole;
  readonly country: string;
  readonly expiresAt: number;
  readonly isSent: boolean;
  readonly failures: number;
  /** Why no attempt is taken any more; null while there may be one. */
  readonly end: 'verified' | 'locked' | null;
}

export interface PasswordState {
  readonly issue: Issue | null;
  /** When passwords were issued, as many as the limit counts; the newest last. */
  readonly issuedAt: readonly number[];
  /** When attempts failed since one succeeded, over all issues, as many as the limit counts; the newest last. */
  readonly failedAt: readonly number[];
}

export const passwordFold: Fold<PasswordState, PasswordEvent> = {
  initial: { issue: null, issuedAt: [], failedAt: [] },
  apply: {
    'otp/password/issued': (password, { issuedAt, ...issued }) => ({
      ...password,
      issue: { ...issued, isSent: false, failures: 0, end: null },
      issuedAt: [...password.issuedAt, issuedAt].slice(-MOST_REQUESTS.count),
    }),
    'otp/password/sent': (password, { key }) => changed(password, key, { isSent: true }),
    'otp/password/attempt-failed': (password, { key, at }) => ({
      ...changed(password, key, { failures: (password.issue?.failures ?? 0) + 1 }),
      failedAt: [...password.failedAt, at].slice(-MOST_FAILURES.count),
    }),
    'otp/password/locked': (password, { key }) => changed(password, key, { end: 'locked' }),
    'otp/password/verified': (password, { key }) => ({
      ...changed(password, key, { end: 'verified' }),
      failedAt: [],
    }),
  },
};

function changed(password: PasswordState, key: string, change: Partial<Issue>): PasswordState {
  const { issue } = password;
  return issue?.key === key ? { ...password, issue: { ...issue, ...change } } : password;
}
