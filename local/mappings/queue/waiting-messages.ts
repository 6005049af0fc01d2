import type { QueueMessage } from './queue-client';

/** The longest that SQS hides a received message, in milliseconds. */
const LONGEST_VISIBILITY = 12 * 60 * 60 * 1_000;

/** Failed messages that their queue may still hide: for how long, the function may have changed. */
export class WaitingMessages {
  private readonly failed = new Map<string, { readonly message: QueueMessage; readonly at: number }>();

  /** @param at milliseconds since the epoch */
  add(messages: readonly QueueMessage[], at: number): void {
    for (const [id, other] of this.failed) if (other.at < at - LONGEST_VISIBILITY) this.failed.delete(id);
    for (const message of messages) this.failed.set(message.MessageId, { message, at });
  }

  received(messages: readonly QueueMessage[]): void {
    for (const { MessageId } of messages) this.failed.delete(MessageId);
  }

  /** @returns what has not been received again, in the order in which it failed; it is forgotten */
  take(): QueueMessage[] {
    const waiting = [...this.failed.values()].map(({ message }) => message);
    this.failed.clear();
    return waiting;
  }
}
