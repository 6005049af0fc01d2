/** A message that a service of this machine took, for one of its recipients. */
export interface SentMessage {
  /** The message id that the sender was answered; recipients of one e-mail share it. */
  readonly id: string;
  /** E-mail address or phone number. */
  readonly to: string;
  readonly channel: 'email' | 'sms';
  /** Of an e-mail without plain text its HTML, as source. */
  readonly text: string;
  readonly subject?: string;
  readonly from?: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Messages beyond it push the oldest out. */
const CAPACITY = 1_000;

/** Catches what would leave this machine: messages end here, in memory. */
export class Mailbox {
  private readonly caught: SentMessage[] = [];

  add(message: SentMessage): void {
    this.caught.push(message);
    if (this.caught.length > CAPACITY) this.caught.shift();
  }

  /**
   * @param to only what was sent to it; an e-mail address in any case
   * @returns the newest message first
   */
  messages(to?: string): readonly SentMessage[] {
    const wanted = to?.toLowerCase();
    return this.caught
      .filter((message) => wanted === undefined || message.to.toLowerCase() === wanted)
      .reverse();
  }
}
