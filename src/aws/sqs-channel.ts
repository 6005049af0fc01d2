import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Channel, Message } from '../eventsourcing/consuming/delivery/channel';
import type { Envelope } from '../eventsourcing/consuming/delivery/envelope';
import { awsClientConfig } from './aws-client-config';

export function sqsClient(): SQSClient {
  return new SQSClient({ ...awsClientConfig(), useQueueUrlAsEndpoint: false });
}

/** Limits of SendMessageBatch: 10 entries, 1 MiB together (SQS Developer Guide, message quotas). */
export class SqsChannel implements Channel {
  readonly maxCount = 10;
  readonly maxBytes = 1000 * 1024;
  /** A call takes some 20 ms, nearly all of it waiting, and no call waits for another: a stream is in one at most. */
  readonly maxCalls = 10;

  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    const { Successful } = await this.client.send(
      new SendMessageBatchCommand({
        QueueUrl: this.queueUrl,
        Entries: messages.map(({ envelope, body }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageGroupId: envelope.commit.stream,
          MessageDeduplicationId: deduplicationIdOf(envelope),
        })),
      }),
    );
    const taken = new Set(Successful?.map(({ Id }) => Id));
    return new Set(messages.filter((_, index) => !taken.has(String(index))));
  }
}

/** For five minutes a queue swallows what it has had under the same id, also when it was taken out long ago. */
function deduplicationIdOf({ commit, replayId }: Envelope): string {
  return replayId === undefined ? commit.commitId : `${commit.commitId}:${replayId}`;
}
