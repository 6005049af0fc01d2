import type { Doorbells, ParkedDoorbell, ParkedText } from './doorbell';

/** A message of the catch-up queue, as it was received. */
export interface QueuedDoorbell {
  readonly id: string;
  /** Names this receipt of the message. */
  readonly receipt: string;
  /** Times that it was received, this one included. */
  readonly receives: number;
  readonly body: string;
}

/** The queue of doorbells, and beside it those that were given up. */
export interface CatchUpQueue extends Doorbells {
  /** Hides a message for this many seconds, at most 12 hours; then it is received again. */
  postpone(message: QueuedDoorbell, seconds: number): Promise<void>;

  /** Puts aside, for a person to look at, what was given up. The message itself stays in the queue. */
  park(parked: ParkedDoorbell | ParkedText): Promise<void>;
}
