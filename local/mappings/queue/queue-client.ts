import { AwsClient, sqsService } from '../../wire/aws-client';

/** A message as SQS's JSON protocol gives it. */
export interface QueueMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** The queue that a mapping reads. */
export interface QueueClient {
  /** For which a received message stays hidden when the function does not say otherwise. */
  readonly visibilitySeconds: number;
  /** Waits for the first message, 20 s at most. */
  receive(maximum: number, waitSeconds: number, signal: AbortSignal): Promise<QueueMessage[]>;
  /** @returns ids of the messages that could not be deleted */
  delete(messages: readonly QueueMessage[], signal: AbortSignal): Promise<string[]>;
  /** Messages that the queue holds, hidden and delayed ones included. */
  depth(signal: AbortSignal): Promise<number>;
  /** Shows hidden messages again. What has been received anew or deleted in the meantime is left alone. */
  show(messages: readonly QueueMessage[], signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Of ReceiveMessage and of DeleteMessageBatch. */
const BATCH_LIMIT = 10;
const LONGEST_POLL_SECONDS = 20;
const DEPTHS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** @param functionId whose mapping reads the queue */
export async function queueClient(
  endpoint: string,
  arn: string,
  functionId: string,
  signal: AbortSignal,
): Promise<QueueClient> {
  // Two clients: what this runtime asks for itself cannot go wrong as what Lambda's pollers ask for can.
  const client = new AwsClient(endpoint, sqsService);
  const poller = new AwsClient(endpoint, sqsService, functionId);
  const QueueName = arn.slice(arn.lastIndexOf(':') + 1);
  const { QueueUrl } = (await client.call('GetQueueUrl', { QueueName }, signal)) as { QueueUrl: string };
  const { Attributes } = (await client.call(
    'GetQueueAttributes',
    { QueueUrl, AttributeNames: ['VisibilityTimeout'] },
    signal,
  )) as { Attributes: { VisibilityTimeout: string } };
  return {
    visibilitySeconds: Number(Attributes.VisibilityTimeout),
    async receive(maximum, waitSeconds, signal) {
      const input = {
        QueueUrl,
        MaxNumberOfMessages: Math.min(BATCH_LIMIT, maximum),
        WaitTimeSeconds: Math.min(LONGEST_POLL_SECONDS, waitSeconds),
        AttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      const { Messages } = (await poller.call('ReceiveMessage', input, signal)) as {
        Messages?: QueueMessage[];
      };
      return Messages ?? [];
    },
    async delete(messages, signal) {
      const failed: string[] = [];
      for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
        const chunk = messages.slice(start, start + BATCH_LIMIT);
        const Entries = chunk.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        const { Failed = [] } = (await poller.call('DeleteMessageBatch', { QueueUrl, Entries }, signal)) as {
          Failed?: { Id: string }[];
        };
        failed.push(...Failed.map(({ Id }) => chunk[Number(Id)]?.MessageId ?? Id));
      }
      return failed;
    },
    async depth(signal) {
      const { Attributes } = (await client.call(
        'GetQueueAttributes',
        { QueueUrl, AttributeNames: ['All'] },
        signal,
      )) as { Attributes: Record<string, string> };
      return DEPTHS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
    async show(messages, signal) {
      for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
        const Entries = messages
          .slice(start, start + BATCH_LIMIT)
          .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
        await client.call('ChangeMessageVisibilityBatch', { QueueUrl, Entries }, signal);
      }
    },
    close: () => {
      client.close();
      poller.close();
    },
  };
}
