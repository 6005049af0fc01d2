import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { CatchUpQueue, QueuedDoorbell } from '../eventsourcing/consuming/catch-up/catch-up-queue';
import type {
  Doorbell,
  Doorbells,
  ParkedDoorbell,
  ParkedText,
} from '../eventsourcing/consuming/catch-up/doorbell';
import { sendableJson } from '../eventsourcing/log/sendable-json';

/** Rings by messages to a standard queue. */
export class SqsDoorbells implements Doorbells {
  private made: SQSClient | undefined;

  /** @param makeClient asked when it is first needed: most functions never ring */
  constructor(
    private readonly makeClient: () => SQSClient,
    protected readonly queueUrl: () => string,
  ) {}

  protected get client(): SQSClient {
    this.made ??= this.makeClient();
    return this.made;
  }

  async ring(doorbell: Doorbell): Promise<void> {
    await send(this.client, this.queueUrl(), doorbell);
  }
}

export class SqsCatchUpQueue extends SqsDoorbells implements CatchUpQueue {
  constructor(
    client: SQSClient,
    queueUrl: () => string,
    private readonly parkedUrl: () => string,
  ) {
    super(() => client, queueUrl);
  }

  async postpone({ receipt }: QueuedDoorbell, seconds: number): Promise<void> {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: this.queueUrl(),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    });
    await this.client.send(command);
  }

  async park(parked: ParkedDoorbell | ParkedText): Promise<void> {
    await send(this.client, this.parkedUrl(), parked);
  }
}

export function fromDoorbellRecord({
  messageId,
  receiptHandle,
  body,
  attributes,
}: SQSRecord): QueuedDoorbell {
  return {
    id: messageId,
    receipt: receiptHandle,
    receives: Number(attributes.ApproximateReceiveCount),
    body,
  };
}

async function send(client: SQSClient, QueueUrl: string, message: object): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: sendableJson(message) }));
}
