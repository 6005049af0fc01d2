import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { Channel, Message } from '../../../src/eventsourcing/consuming/delivery/channel';

/** Whether the channel refuses a commit; `call` counts the calls from 1. It may throw, which fails the whole call. */
export type Refuses = (commit: Commit, call: number) => boolean;

export interface MemoryChannelOptions {
  readonly maxCount?: number;
  readonly maxBytes?: number;
  readonly maxCalls?: number;
  /** Ends when the call may be answered; at once when absent. */
  readonly answerAfter?: (call: number) => Promise<unknown>;
}

/** A channel that notes what it is given and fails as a test tells it to. */
export class MemoryChannel implements Channel {
  readonly maxCount: number;
  readonly maxBytes: number;
  readonly maxCalls: number;
  /** Every call, with all of its messages, taken or not. */
  readonly calls: (readonly Message[])[] = [];
  /** What was taken, in order. */
  readonly taken: Commit[] = [];
  /** Calls that were under way at once, at most. */
  mostCalls = 0;
  /** Streams of which two messages were under way at once. */
  readonly overlaps: string[] = [];
  private readonly underWay = new Set<readonly Message[]>();

  constructor(
    private readonly refuses: Refuses = () => false,
    private readonly options: MemoryChannelOptions = {},
  ) {
    this.maxCount = options.maxCount ?? 10;
    this.maxBytes = options.maxBytes ?? 1_000_000;
    this.maxCalls = options.maxCalls ?? 10;
  }

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    this.calls.push(messages);
    this.underWay.add(messages);
    this.mostCalls = Math.max(this.mostCalls, this.underWay.size);
    const streams = [...this.underWay].flat().map(({ envelope }) => envelope.commit.stream);
    this.overlaps.push(...streams.filter((stream, index) => streams.indexOf(stream) !== index));
    try {
      return await this.answer(messages, this.calls.length);
    } finally {
      this.underWay.delete(messages);
    }
  }

  private async answer(messages: readonly Message[], call: number): Promise<ReadonlySet<Message>> {
    await this.options.answerAfter?.(call);
    const refused = new Set(messages.filter(({ envelope }) => this.refuses(envelope.commit, call)));
    const taken = messages.filter((message) => !refused.has(message));
    this.taken.push(...taken.map(({ envelope }) => envelope.commit));
    return refused;
  }
}
