import { messageOf, type Message } from './channel';
import type { Envelope } from './envelope';

/** Times that a message is sent before its stream stops. */
const ATTEMPTS = 4;
/** Milliseconds before the second attempt; doubled for each one after it. */
const FIRST_PAUSE = 25;

/** The messages of one stream that are still to be sent. */
export class StreamBacklog {
  private readonly messages: Message[];
  private failures = 0;

  constructor(envelopes: readonly Envelope[]) {
    this.messages = envelopes.map(messageOf);
  }

  get isOpen(): boolean {
    return this.messages.length > 0 && this.failures < ATTEMPTS;
  }

  /** Milliseconds to wait before the next attempt. */
  get pause(): number {
    return this.failures === 0 ? 0 : FIRST_PAUSE * 2 ** (this.failures - 1);
  }

  /** The message that is next. Only an open backlog has one. */
  get first(): Message {
    const [first] = this.messages;
    if (!first) throw new RangeError('Nothing is left to send of this stream.');
    return first;
  }

  get left(): readonly Envelope[] {
    return this.messages.map(({ envelope }) => envelope);
  }

  settle(taken: boolean): void {
    this.failures = taken ? 0 : this.failures + 1;
    if (taken) this.messages.shift();
  }
}
