import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Channel, Message } from '../eventsourcing/consuming/delivery/channel';
import { awsClientConfig } from './aws-client-config';

export function sqsClient(): SQSClient {
  return new SQSClient({ ...awsClientConfig(), useQueueUrlAsEndpoint: false });
}

/** Limits of SendMessageBatch: 10 entries, 1 MiB together (SQS Developer Guide, message quotas). */
export class SqsChannel implements Channel {
  readonly maxCount = 10;
  readonly maxBytes = 1000 * 1024;

  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async send(messages: readonly Message[]): Promise<ReadonlySet<Message>> {
    const { Successful } = await this.client.send(
      new SendMessageBatchCommand({
        QueueUrl: this.queueUrl,
        Entries: messages.map(({ commit, body }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageGroupId: commit.stream,
          MessageDeduplicationId: commit.commitId,
        })),
      }),
    );
    const taken = new Set(Successful?.map(({ Id }) => Id));
    return new Set(messages.filter((_, index) => !taken.has(String(index))));
  }
}
