import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { Doorbell } from '../../src/eventsourcing/consuming/catch-up/doorbell';
import { sendableJson } from '../../src/eventsourcing/log/sendable-json';
import type { Installation } from '../installation/installation';
import type { ConsumerEntry } from './catalogue';

export const CATCH_UP_QUEUE = 'CatchUpQueue';
export const CATCH_UP_DEAD_LETTER_QUEUE = 'CatchUpDeadLetterQueue';

/** Doorbells in one call of SQS. */
export const TOGETHER = 10;

/** Rings for consumers: sends doorbells to the queue of catch-up. */
export class Bell {
  constructor(
    private readonly installation: Pick<Installation, 'sqs' | 'nameOf'>,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** @param streams `TOGETHER` at most @throws Error when a doorbell was not taken */
  async ring(
    { name, function: functionId }: Pick<ConsumerEntry, 'name' | 'function'>,
    streams: readonly string[],
    reason = 'rung by an operator',
  ): Promise<void> {
    const since = this.now().toISOString();
    const command = new SendMessageBatchCommand({
      QueueUrl: this.installation.nameOf(CATCH_UP_QUEUE),
      Entries: streams.map((stream, index) => {
        const doorbell: Doorbell = { function: functionId, consumer: name, stream, since, reason };
        return { Id: String(index), MessageBody: sendableJson(doorbell) };
      }),
    });
    const { Failed = [] } = await this.installation.sqs.send(command);
    if (Failed.length === 0) return;
    const why = Failed[0]?.Message ?? Failed[0]?.Code ?? 'no reason given';
    throw new Error(`${Failed.length} of ${streams.length} doorbells were not taken: ${why}`);
  }
}
