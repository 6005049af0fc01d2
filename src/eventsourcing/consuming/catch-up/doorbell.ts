/** A message that says "consumer, look at this stream". It carries no truth: it may be lost, repeated or late. */
export interface Doorbell {
  /** Logical id of the function that has the consumer: `IamProjector`. */
  readonly function: string;
  /** `iam/users` */
  readonly consumer: string;
  /** `iam/user#<uuid>` */
  readonly stream: string;
  /** When the consumer first failed here, or was rung: ISO 8601, UTC. */
  readonly since: string;
  /** Why it is rung, for people. */
  readonly reason: string;
}

/** A doorbell that was given up, with what has to be known to ring it again. */
export interface ParkedDoorbell extends Doorbell {
  /** ISO 8601, UTC. */
  readonly parkedAt: string;
  /** Times that it was tried. */
  readonly failures: number;
}

/** A message of the catch-up queue that is no doorbell: it is parked for a person to look at. */
export interface ParkedText {
  readonly text: string;
  readonly reason: string;
  readonly parkedAt: string;
}

/** Rings doorbells. */
export interface Doorbells {
  /** @throws whatever keeps it from being sent */
  ring(doorbell: Doorbell): Promise<void>;
}

const LONGEST_REASON = 500;

/** @throws TypeError, SyntaxError for anything else */
export function parseDoorbell(text: string): Doorbell {
  const { function: functionId, consumer, stream, since, reason } = fieldsOf(text);
  if (!isText(functionId) || !isText(consumer) || !isText(stream) || !isText(since) || !isText(reason)) {
    throw new TypeError('This is no doorbell: function, consumer, stream, since or reason is missing.');
  }
  if (Number.isNaN(Date.parse(since))) throw new TypeError('This is no doorbell: since is no time.');
  return { function: functionId, consumer, stream, since, reason };
}

/** What `park` wrote. @throws TypeError, SyntaxError for anything else */
export function parseParked(text: string): ParkedDoorbell {
  const { parkedAt, failures } = fieldsOf(text);
  if (!isText(parkedAt) || typeof failures !== 'number') {
    throw new TypeError('This is no parked doorbell: parkedAt or failures is missing.');
  }
  return { ...parseDoorbell(text), parkedAt, failures };
}

/** A parked doorbell to be rung again: its time begins anew. */
export function rungAgain(parked: Doorbell, now: number): Doorbell {
  const { function: functionId, consumer, stream, reason } = parked;
  return { function: functionId, consumer, stream, since: new Date(now).toISOString(), reason };
}

/** What went wrong, in one line of bounded length. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, LONGEST_REASON);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
