import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { Channel, Message } from '../../../src/eventsourcing/consuming/delivery/channel';

/** Whether the channel refuses a commit; `call` counts the calls from 1. It may throw, which fails the whole call. */
export type Refuses = (commit: Commit, call: number) => boolean;

/** A channel that notes what it is given and fails as a test tells it to. */
export class MemoryChannel implements Channel {
  /** Every call, with all of its messages, taken or not. */
  readonly calls: (readonly Message[])[] = [];
  /** What was taken, in order. */
  readonly taken: Commit[] = [];

  constructor(
    private readonly refuses: Refuses = () => false,
    readonly maxCount = 10,
    readonly maxBytes = 1_000_000,
  ) {}

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    this.calls.push(messages);
    const call = this.calls.length;
    const refused = await Promise.resolve(messages.filter(({ commit }) => this.refuses(commit, call)));
    this.taken.push(...messages.filter((message) => !refused.includes(message)).map(({ commit }) => commit));
    return new Set(refused);
  }
}
