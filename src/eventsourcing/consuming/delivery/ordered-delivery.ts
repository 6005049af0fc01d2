import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '../../../kernel/group-by';
import type { Logger } from '../../logger';
import type { Channel } from './channel';
import type { Envelope } from './envelope';
import { StreamBacklog } from './stream-backlog';

/**
 * Milliseconds after which no call begins any more. A call may take 8 s more (src/aws/aws-client-config.ts), and its
 * function has 60: what was not sent is reported, where a function out of time would have to send all of it again.
 */
const LONGEST = 40_000;

/**
 * Sends commits through a channel that may fail in part, keeping the order of each stream.
 *
 * At most one message of a stream is under way, because neither PutRecords nor a partly failed SendMessageBatch keeps
 * the order inside a call. A stream's next message leaves as soon as the one before has been taken, whatever the calls
 * of other streams are doing.
 */
export class OrderedDelivery {
  constructor(
    private readonly channel: Channel,
    private readonly logger: Logger,
  ) {}

  /** @returns what was not sent: of each stream the first that failed and all after it */
  async deliver(envelopes: readonly Envelope[]): Promise<ReadonlySet<Envelope>> {
    const backlogs = [...groupBy(envelopes, ({ commit }) => commit.stream).values()].map(
      (stream) => new StreamBacklog(stream),
    );
    await this.work([...backlogs]);
    return new Set(backlogs.flatMap(({ left }) => left));
  }

  /** @param ready the backlogs whose first message may leave now, whose turn is next first */
  private async work(ready: StreamBacklog[]): Promise<void> {
    const until = Date.now() + LONGEST;
    const underWay = new Set<Promise<void>>();
    let calls = 0;

    const send = async (batch: readonly StreamBacklog[]): Promise<void> => {
      calls += 1;
      await this.send(batch);
      calls -= 1;
      const open = batch.filter(({ isOpen }) => isOpen);
      ready.push(...open.filter(({ pause }) => pause === 0));
      const failed = open.filter(({ pause }) => pause > 0);
      if (failed.length > 0) start(later(failed));
    };
    const later = async (failed: readonly StreamBacklog[]): Promise<void> => {
      await sleep(Math.max(...failed.map(({ pause }) => pause)));
      ready.push(...failed);
    };
    const start = (task: Promise<void>): void => {
      const ended = task.finally(() => underWay.delete(ended));
      underWay.add(ended);
    };

    for (;;) {
      while (ready.length > 0 && calls < this.channel.maxCalls && Date.now() < until) {
        start(send(this.takeBatch(ready)));
      }
      if (underWay.size === 0) return;
      await Promise.race(underWay);
    }
  }

  private async send(batch: readonly StreamBacklog[]): Promise<void> {
    const messages = batch.map(({ first }) => first);
    const left = await this.channel.send(messages).catch((error: unknown) => {
      // Reported through what is left over: the caller names it to the service that will send it again.
      this.logger.warn('delivery failed', { messages: messages.length, error });
      return new Set(messages);
    });
    if (left.size > 0) this.logger.warn('messages not taken', { left: left.size, messages: messages.length });
    for (const backlog of batch) backlog.settle(!left.has(backlog.first));
  }

  /** Takes off the front as many as one call may hold, at least one. */
  private takeBatch(ready: StreamBacklog[]): StreamBacklog[] {
    const { maxCount, maxBytes } = this.channel;
    let bytes = 0;
    const end = ready.findIndex(({ first }, index) => {
      bytes += first.bytes;
      return index > 0 && (index === maxCount || bytes > maxBytes);
    });
    return ready.splice(0, end === -1 ? ready.length : end);
  }
}
