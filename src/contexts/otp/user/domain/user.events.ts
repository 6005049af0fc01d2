import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type UserEvent = DomainEvent<'otp/user/signed-in', SignedIn>;

export interface SignedIn {
  role: string;
  /** ISO 3166-1, two letters. */
  country: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Version of the password that was verified, in its own stream: each counts once. */
  verification: number;
}

export const userEvents = eventSource<UserEvent>({
  type: 'otp/user',
  views: { 'otp/user/signed-in': ({ role, country, at }) => ({ role, country, at }) },
});
