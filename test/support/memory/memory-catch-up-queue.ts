import type {
  CatchUpQueue,
  QueuedDoorbell,
} from '../../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import type {
  Doorbell,
  ParkedDoorbell,
  ParkedText,
} from '../../../src/eventsourcing/consuming/catch-up/doorbell';

interface Waiting {
  readonly id: string;
  readonly body: string;
  receives: number;
  /** Milliseconds of virtual time. */
  visibleAt: number;
}

/** Milliseconds after which a message that was neither answered nor postponed comes again. */
const VISIBILITY = 450_000;

/** The catch-up queue in virtual time: `now` moves on to the message that is to be received next. */
export class MemoryCatchUpQueue implements CatchUpQueue {
  readonly parked: (ParkedDoorbell | ParkedText)[] = [];
  /** Seconds that messages were postponed by, in order. */
  readonly pauses: number[] = [];
  /** What ringing, postponing and parking throw. */
  failure: Error | undefined;
  private readonly waiting = new Map<string, Waiting>();
  private sent = 0;

  /** @param now milliseconds */
  constructor(public now = Date.UTC(2026, 10, 21)) {}

  get size(): number {
    return this.waiting.size;
  }

  async ring(doorbell: Doorbell): Promise<void> {
    await this.orFail();
    this.send(JSON.stringify(doorbell));
  }

  send(body: string): void {
    const id = `message ${(this.sent += 1)}`;
    this.waiting.set(id, { id, body, receives: 0, visibleAt: this.now });
  }

  async postpone({ receipt }: QueuedDoorbell, seconds: number): Promise<void> {
    await this.orFail();
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 43_200)
      throw new RangeError(`${seconds} seconds`);
    const message = this.waiting.get(receipt);
    if (!message) throw new Error('This message is gone.');
    message.visibleAt = this.now + seconds * 1_000;
    this.pauses.push(seconds);
  }

  async park(parked: ParkedDoorbell | ParkedText): Promise<void> {
    await this.orFail();
    this.parked.push(parked);
  }

  /** Waits for the next messages, hands them over and deletes those that do not stay. */
  async deliver(
    answer: (messages: readonly QueuedDoorbell[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    this.now = Math.max(this.now, Math.min(...[...this.waiting.values()].map(({ visibleAt }) => visibleAt)));
    const visible = this.receive();
    const staying = await answer(visible);
    for (const { id } of visible) if (!staying.has(id)) this.waiting.delete(id);
  }

  /** Messages that can be received now; they are hidden from then on. */
  receive(): QueuedDoorbell[] {
    const visible = [...this.waiting.values()].filter(({ visibleAt }) => visibleAt <= this.now).slice(0, 10);
    return visible.map((message) => {
      message.receives += 1;
      message.visibleAt = this.now + VISIBILITY;
      const { id, body, receives } = message;
      return { id, receipt: id, receives, body };
    });
  }

  private orFail(): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }
}
