import type { Commit } from '../../log/commit';

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

/**
 * What a queue may refuse, and would refuse for ever: SQS takes no noncharacters (SendMessage), and some emulators
 * nothing beyond the basic plane. JSON can say all of it in escapes.
 */
const UNSENDABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g;

export function messageOf(commit: Commit): Message {
  const body = sendableJson(commit);
  return { commit, body, bytes: Buffer.byteLength(body) };
}

/** JSON that every queue takes. */
export function sendableJson(value: object): string {
  return JSON.stringify(value).replaceAll(UNSENDABLE, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
