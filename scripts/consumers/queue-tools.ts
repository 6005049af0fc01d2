import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Seconds for which a message that is looked at stays hidden from others, should this tool end without a word. */
const HIDDEN_FOR = 120;

/** A message that was received: hidden until the walk is over, or deleted. */
export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  delete(): Promise<void>;
}

/**
 * Receives what is in a queue, each message once, until it seems empty. What was not deleted is visible again as soon as
 * the walk ends. In a FIFO queue the messages of a group that come after the first few are seen only when those are
 * deleted.
 */
export async function* receiveAll(client: SQSClient, QueueUrl: string): AsyncGenerator<ReceivedMessage> {
  const seen = new Set<string>();
  const kept = new Map<string, string>();
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: HIDDEN_FOR,
    WaitTimeSeconds: 1,
  });
  try {
    for (;;) {
      const { Messages = [] } = await client.send(receive);
      const isNew = Messages.map(({ MessageId = '' }) => !seen.has(MessageId));
      for (const { MessageId = '', ReceiptHandle = '' } of Messages) {
        seen.add(MessageId);
        kept.set(MessageId, ReceiptHandle);
      }
      const fresh = Messages.filter((_, index) => isNew[index]);
      if (fresh.length === 0) return;
      for (const message of fresh) yield received(message);
    }
  } finally {
    await Promise.all([...kept.values()].map(release));
  }

  function received({ MessageId = '', Body = '', ReceiptHandle }: Message): ReceivedMessage {
    return {
      id: MessageId,
      body: Body,
      delete: async () => {
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        kept.delete(MessageId);
      },
    };
  }

  async function release(ReceiptHandle: string): Promise<void> {
    const command = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    // A receipt that has expired needs no release: the message is visible already.
    await client.send(command).catch(() => undefined);
  }
}

/** Approximate numbers of messages in a queue. */
export interface QueueDepth {
  /** To be received. */
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
