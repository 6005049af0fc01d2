import { Signal } from '../time/signal';
import type { VirtualTime } from '../time/virtual-time';
import { MOST_MESSAGES, type Message, type Queue, type QueueOptions, type ReceivedMessage } from './message';

/** Milliseconds for which a deduplication id is remembered, whatever has become of its message. */
const DEDUPLICATION = 5 * 60 * 1_000;

interface Grouped extends Message {
  readonly group: string;
}

export interface FifoOptions extends QueueOptions {
  /** Messages that are looked through for a group that is free. */
  readonly lookAhead: number;
}

/**
 * SQS FIFO: a group whose message was received gives no other until that is deleted or visible again; a receive takes
 * several of one group, in order.
 */
export class FifoQueue implements Queue {
  /** What was given up. */
  readonly dead: Grouped[] = [];
  /** Sent within five minutes of a message with the same id, and so swallowed. */
  swallowed = 0;
  private messages: Grouped[] = [];
  private readonly remembered = new Map<string, number>();
  private readonly signal = new Signal();
  private sent = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly options: FifoOptions,
  ) {}

  get size(): number {
    return this.messages.length;
  }

  send(group: string, deduplicationId: string, body: string): void {
    const { now } = this.time;
    const key = `${group} ${deduplicationId}`;
    if ((this.remembered.get(key) ?? 0) > now) {
      this.swallowed += 1;
      return;
    }
    this.remembered.set(key, now + DEDUPLICATION);
    const id = `message-${(this.sent += 1)}`;
    this.messages.push({ id, group, body, receives: 0, visibleAt: now, receipt: 0 });
    this.signal.wake();
  }

  receive(): readonly ReceivedMessage[] {
    const { now } = this.time;
    this.giveUp(now);
    const locked = new Set(
      this.messages.filter(({ visibleAt }) => visibleAt > now).map(({ group }) => group),
    );
    const taken = this.messages
      .slice(0, this.options.lookAhead)
      .filter(({ group }) => !locked.has(group))
      .slice(0, MOST_MESSAGES);
    return taken.map((message) => this.hide(message));
  }

  /** Only by the last receipt, and only while the message is hidden. */
  delete({ id, receipt }: ReceivedMessage): void {
    const message = this.messages.find((each) => each.id === id);
    if (message?.receipt !== receipt || message.visibleAt <= this.time.now) return;
    this.messages = this.messages.filter((each) => each !== message);
    this.signal.wake();
  }

  changed(): Promise<void> {
    return this.signal.wait();
  }

  private hide(message: Grouped): ReceivedMessage {
    const visibility = this.options.visibility * 1_000;
    message.receives += 1;
    message.receipt += 1;
    message.visibleAt = this.time.now + visibility;
    this.time.after(visibility, this.signal.wake);
    const { id, body, receives, receipt } = message;
    return { id, body, receives, receipt };
  }

  private giveUp(now: number): void {
    const isDead = ({ receives, visibleAt }: Grouped): boolean =>
      receives >= this.options.maxReceives && visibleAt <= now;
    this.dead.push(...this.messages.filter(isDead));
    this.messages = this.messages.filter((message) => !isDead(message));
  }
}
