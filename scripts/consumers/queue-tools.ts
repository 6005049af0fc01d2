import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Seconds for which a message that is looked at stays hidden from others. */
const HIDDEN_FOR = 60;

/** A message that was received: hidden until it is deleted or released. */
export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  delete(): Promise<void>;
  /** Makes it visible again at once. */
  release(): Promise<void>;
}

/**
 * Receives what is in a queue until it seems empty. In a FIFO queue the next messages of a group come only when those
 * before are deleted.
 */
export async function* receiveAll(client: SQSClient, url: string): AsyncGenerator<ReceivedMessage> {
  const seen = new Set<string>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_FOR, WaitTimeSeconds: 1 }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    if (fresh.length === 0) return;
    for (const message of fresh) {
      seen.add(message.MessageId ?? '');
      yield received(client, url, message);
    }
  }
}

function received(client: SQSClient, QueueUrl: string, { MessageId = '', Body = '', ReceiptHandle }: Message): ReceivedMessage {
  return {
    id: MessageId,
    body: Body,
    delete: async () => {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    release: async () => {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    },
  };
}

/** Approximate numbers of messages in a queue. */
export interface QueueDepth {
  /** Waiting to be received. */
  readonly waiting: number;
  /** Received and not deleted yet, those that a pause hides included. */
  readonly inFlight: number;
  readonly delayed: number;
}

export async function depthOf(client: SQSClient, QueueUrl: string): Promise<QueueDepth> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}
