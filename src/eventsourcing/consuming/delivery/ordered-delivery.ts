import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '../../../kernel/group-by';
import type { Commit } from '../../log/commit';
import type { Logger } from '../../logger';
import { messageOf, type Channel, type Message } from './channel';

/** Times that a message is sent before its stream stops. */
const ATTEMPTS = 4;
/** Milliseconds before the second attempt; doubled for each one after it. */
const FIRST_PAUSE = 25;

/**
 * Sends commits through a channel that may fail in part, keeping the order of each stream.
 *
 * A call holds at most one message of a stream, because neither PutRecords nor a partly failed SendMessageBatch keeps
 * the order inside a call. A stream's next message leaves only when the one before has been taken.
 */
export class OrderedDelivery {
  constructor(
    private readonly channel: Channel,
    private readonly logger: Logger,
  ) {}

  /** @returns the commits that were not sent: of each stream the first that failed and all after it */
  async deliver(commits: readonly Commit[]): Promise<ReadonlySet<Commit>> {
    const lanes = [...groupBy(commits, ({ stream }) => stream).values()].map(
      (stream) => new StreamBacklog(stream),
    );
    for (;;) {
      const open = lanes.filter((lane) => lane.isOpen);
      if (open.length === 0) break;
      const pause = Math.max(...open.map((lane) => lane.pause));
      if (pause > 0) await sleep(pause);
      for (const batch of this.batches(open)) await this.send(batch);
    }
    return new Set(lanes.flatMap((lane) => lane.left));
  }

  private async send(lanes: readonly StreamBacklog[]): Promise<void> {
    const messages = lanes.map((lane) => lane.first);
    const left = await this.channel.send(messages).catch((error: unknown) => {
      // Reported through the commits left over: the caller names them to the service that will send them again.
      this.logger.warn('delivery failed', { messages: messages.length, error });
      return new Set(messages);
    });
    if (left.size > 0) this.logger.warn('messages not taken', { left: left.size, messages: messages.length });
    for (const lane of lanes) lane.settle(!left.has(lane.first));
  }

  /** The first message of every lane, in as many batches as the channel's limits ask for. */
  private *batches(lanes: readonly StreamBacklog[]): Generator<StreamBacklog[]> {
    const { maxCount, maxBytes } = this.channel;
    let batch: StreamBacklog[] = [];
    let bytes = 0;
    for (const lane of lanes) {
      const size = lane.first.bytes;
      if (batch.length === maxCount || (batch.length > 0 && bytes + size > maxBytes)) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push(lane);
      bytes += size;
    }
    if (batch.length > 0) yield batch;
  }
}

/** The messages of one stream that are still to be sent. */
class StreamBacklog {
  private readonly messages: Message[];
  private failures = 0;

  constructor(commits: readonly Commit[]) {
    this.messages = commits.map(messageOf);
  }

  get isOpen(): boolean {
    return this.messages.length > 0 && this.failures < ATTEMPTS;
  }

  /** Milliseconds to wait before the next attempt. */
  get pause(): number {
    return this.failures === 0 ? 0 : FIRST_PAUSE * 2 ** (this.failures - 1);
  }

  /** The message that is next. Only an open lane has one. */
  get first(): Message {
    const [first] = this.messages;
    if (!first) throw new RangeError('Nothing is left to send in this lane.');
    return first;
  }

  get left(): readonly Commit[] {
    return this.messages.map(({ commit }) => commit);
  }

  settle(taken: boolean): void {
    this.failures = taken ? 0 : this.failures + 1;
    if (taken) this.messages.shift();
  }
}
