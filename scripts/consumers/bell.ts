import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { fromQueueRecord } from '../../src/aws/commit-records';
import { parseDoorbell, type Doorbell } from '../../src/eventsourcing/consuming/catch-up/doorbell';
import type { Installation } from '../installation/installation';

export const CATCH_UP_QUEUE = 'CatchUpQueue';
export const CATCH_UP_DEAD_LETTER_QUEUE = 'CatchUpDeadLetterQueue';

/** A consumer, as the manifests have it. */
export interface ConsumerEntry {
  readonly name: string;
  readonly kind: 'projection' | 'process' | 'publisher';
  /** Logical id of the function that has it: `IamProjector`. */
  readonly function: string;
  /** Aggregate types. */
  readonly follows: readonly string[];
}

/** Rings for consumers: sends doorbells to the queue of catch-up. */
export class Bell {
  constructor(
    private readonly installation: Installation,
    private readonly consumers: readonly ConsumerEntry[],
    private readonly now: () => Date = () => new Date(),
  ) {}

  find(name: string): ConsumerEntry | undefined {
    return this.consumers.find((consumer) => consumer.name === name);
  }

  /** @throws Error that names the consumers there are */
  get(name: string): ConsumerEntry {
    const found = this.find(name);
    if (found) return found;
    const known = this.consumers.map((consumer) => consumer.name).join(', ');
    throw new Error(`There is no consumer ${name}; there are ${known}`);
  }

  followersOf(type: string): ConsumerEntry[] {
    return this.consumers.filter(({ follows }) => follows.includes(type));
  }

  /** @param streams ten at most @throws Error when a doorbell was not taken */
  async ring(consumer: ConsumerEntry, streams: readonly string[]): Promise<void> {
    if (streams.length === 0) return;
    const since = this.now().toISOString();
    const { Failed = [] } = await this.installation.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: this.installation.nameOf(CATCH_UP_QUEUE),
        Entries: streams.map((stream, index) => {
          const doorbell: Doorbell = {
            consumer: consumer.name,
            function: consumer.function,
            stream,
            since,
            reason: 'rung by an operator',
          };
          return { Id: String(index), MessageBody: JSON.stringify(doorbell) };
        }),
      }),
    );
    if (Failed.length > 0) {
      throw new Error(`${Failed.length} of ${streams.length} doorbells were not taken: ${Failed[0]?.Message ?? ''}`);
    }
  }
}
