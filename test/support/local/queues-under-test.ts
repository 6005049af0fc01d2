import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from '../../../local/services/fauxqs/start-fauxqs';
import type { LocalService } from '../../../local/services/local-service';
import { closeClients, sqsClient } from './clients';
import { eventually } from './eventually';

/** A local SQS and what specs do with its queues. */
export class QueuesUnderTest {
  private made = 0;

  private constructor(
    private readonly service: LocalService,
    readonly client: SQSClient,
  ) {}

  static async start(): Promise<QueuesUnderTest> {
    const service = await startFauxqs('127.0.0.1');
    return new QueuesUnderTest(service, sqsClient(service.endpoint));
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    closeClients();
  }

  /**
   * @param deadLetters URL of the queue that takes what was received once
   * @param suffix `.fifo` for a FIFO queue
   * @returns the URL of a queue whose messages are visible again at once
   */
  async newQueue(deadLetters?: string, suffix = ''): Promise<string> {
    const QueueName = `Queue-${(this.made += 1)}${suffix}`;
    const RedrivePolicy =
      deadLetters && JSON.stringify({ deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 1 });
    const Attributes = { VisibilityTimeout: '0', ...(RedrivePolicy && { RedrivePolicy }) };
    return (await this.client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  }

  async send(QueueUrl: string, MessageBody: string, fifo = {}): Promise<void> {
    await this.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...fifo }));
  }

  async receive(QueueUrl: string): Promise<readonly Message[]> {
    const receiving = { QueueUrl, MaxNumberOfMessages: 10, AttributeNames: ['All' as const] };
    return (await this.client.send(new ReceiveMessageCommand(receiving))).Messages ?? [];
  }

  /** Receives without deleting until `deadLetters` holds that many. */
  async giveUp(queue: string, deadLetters: string, count: number): Promise<void> {
    await eventually(async () => {
      await this.receive(queue);
      expect(await this.waiting(deadLetters)).toBe(count);
    });
  }

  async waiting(QueueUrl: string): Promise<number> {
    return Number(await this.attribute(QueueUrl, 'ApproximateNumberOfMessages'));
  }

  async attribute(
    QueueUrl: string,
    name: 'ApproximateNumberOfMessages' | 'Policy',
  ): Promise<string | undefined> {
    const asking = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
    return (await this.client.send(asking)).Attributes?.[name];
  }
}

export function arnOf(queueUrl: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${queueUrl.slice(queueUrl.lastIndexOf('/') + 1)}`;
}
