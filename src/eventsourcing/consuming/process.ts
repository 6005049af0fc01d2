import type { EventSource } from '../../kernel/event-source';

/** Reacts to events with commands. */
export interface Process {
  /** Its name as a consumer: `iam/remove-role-from-users-when-role-disabled`. It never changes. */
  readonly name: string;
  /** The events that it follows. */
  readonly follows: readonly EventSource[];
}
