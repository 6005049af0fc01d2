import { Signal } from '../time/signal';
import type { World } from '../world';
import { MOST_MESSAGES, type Message, type Queue, type QueueOptions, type ReceivedMessage } from './message';

/** SQS standard: any order, and now and then a message is received by two. */
export class StandardQueue implements Queue {
  readonly dead: Message[] = [];
  private messages: Message[] = [];
  private readonly signal = new Signal();
  private sent = 0;

  constructor(
    private readonly world: World,
    private readonly options: QueueOptions,
  ) {}

  get size(): number {
    return this.messages.length;
  }

  send(body: string): void {
    const id = `message-${(this.sent += 1)}`;
    this.messages.push({ id, body, receives: 0, visibleAt: this.world.time.now, receipt: 0 });
    this.signal.wake();
  }

  receive(): readonly ReceivedMessage[] {
    const { now } = this.world.time;
    const visible = this.messages.filter(({ visibleAt }) => visibleAt <= now);
    const isDead = ({ receives }: Message): boolean => receives >= this.options.maxReceives;
    this.dead.push(...visible.filter(isDead));
    this.messages = this.messages.filter((message) => !(visible.includes(message) && isDead(message)));
    const taken = this.world.random.shuffled(visible.filter((message) => !isDead(message)));
    return taken.slice(0, this.world.random.between(1, MOST_MESSAGES)).map((message) => {
      message.receives += 1;
      message.receipt += 1;
      const isTwice = this.world.faults.strikes('duplicate');
      this.hide(message, isTwice ? 0.02 : this.options.visibility);
      const { id, body, receives, receipt } = message;
      return { id, body, receives, receipt };
    });
  }

  /** By any receipt. */
  delete({ id }: Pick<ReceivedMessage, 'id'>): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  /** @throws Error for a message that is gone */
  postpone(id: string, seconds: number): void {
    const message = this.messages.find((each) => each.id === id);
    if (!message) throw new Error('This message is gone.');
    this.hide(message, seconds);
  }

  changed(): Promise<void> {
    return this.signal.wait();
  }

  private hide(message: Message, seconds: number): void {
    message.visibleAt = this.world.time.now + seconds * 1_000;
    this.world.time.after(seconds * 1_000, this.signal.wake);
  }
}
