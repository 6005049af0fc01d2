import type { Commit } from '../commit';

/** A way to the next station: a Kinesis stream or a queue. */
export interface Channel {
  /** Commits in one call, at most. */
  readonly maxCount: number;
  /** Bytes of payload in one call, at most. */
  readonly maxBytes: number;

  /**
   * Sends messages in one call.
   * @returns those that were not taken; an error means that none was
   */
  send(messages: readonly Message[]): Promise<ReadonlySet<Message>>;
}

/** A commit on its way, serialised once. */
export interface Message {
  readonly commit: Commit;
  readonly body: string;
  /** Of `body` in UTF-8. */
  readonly bytes: number;
}

export function messageOf(commit: Commit): Message {
  const body = JSON.stringify(commit);
  return { commit, body, bytes: Buffer.byteLength(body) };
}
