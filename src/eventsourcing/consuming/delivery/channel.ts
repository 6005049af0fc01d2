import type { Envelope } from './envelope';

/** A way to the next station: a Kinesis stream or a queue. */
export interface Channel {
  /** Messages in one call, at most. */
  readonly maxCount: number;
  /** Bytes of payload in one call, at most. */
  readonly maxBytes: number;
  /** Calls under way at once, at most. */
  readonly maxCalls: number;

  /**
   * Sends messages in one call.
   * @returns those that were not taken; an error means that none was
   */
  send(messages: readonly Message[]): Promise<ReadonlySet<Message>>;
}

/** An envelope on its way, serialised once. */
export interface Message {
  readonly envelope: Envelope;
  readonly body: string;
  /** Of `body` in UTF-8. */
  readonly bytes: number;
}

/**
 * What SQS refuses, and would refuse for ever: the control characters and lone surrogates that JSON escapes anyway,
 * and two noncharacters (Amazon SQS API Reference, SendMessageBatch). Escaped, these take 6 bytes for 3, which is the
 * most that any character grows on its way: a commit that the log has room for (400 KB) always fits into a message and
 * a record of 1 MiB.
 */
const UNSENDABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** JSON that every queue takes. */
export function sendableJson(value: object): string {
  return JSON.stringify(value).replaceAll(UNSENDABLE, escaped);
}

export function messageOf(envelope: Envelope): Message {
  const body = sendableJson(envelope);
  return { envelope, body, bytes: Buffer.byteLength(body) };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
