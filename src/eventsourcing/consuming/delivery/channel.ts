import { sendableJson } from '../../log/sendable-json';
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

export function messageOf(envelope: Envelope): Message {
  const body = sendableJson(envelope);
  return { envelope, body, bytes: Buffer.byteLength(body) };
}
