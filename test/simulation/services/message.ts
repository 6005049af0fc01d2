/** A message as a queue keeps it. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** Times that it was received. */
  receives: number;
  /** Unix time in milliseconds; before that nobody receives it. */
  visibleAt: number;
  /** Of the last receipt. */
  receipt: number;
}

/** What a receiver gets. */
export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  readonly receives: number;
  readonly receipt: number;
}

/** What a mapping needs of a queue. */
export interface Queue {
  /** At most 10 messages, hidden from then on. */
  receive(): readonly ReceivedMessage[];
  delete(message: ReceivedMessage): void;
  /** Ends when there may be something to receive that was not there before. */
  changed(): Promise<void>;
}

export interface QueueOptions {
  /** Seconds for which a message that was received is hidden. */
  readonly visibility: number;
  /** A message that was received so often goes to the dead letters. */
  readonly maxReceives: number;
}

/** Messages in one receive, at most. */
export const MOST_MESSAGES = 10;
