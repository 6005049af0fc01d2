import { CreateQueueCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { startFauxqs } from '../../local/services/fauxqs/start-fauxqs';
import type { LocalService } from '../../local/services/local-service';
import { fromDoorbellRecord, SqsCatchUpQueue } from '../../src/aws/sqs-catch-up-queue';
import type { QueuedDoorbell } from '../../src/eventsourcing/consuming/catch-up/catch-up-queue';
import { closeClients, sqsClient } from '../support/local/clients';
import { MemoryCatchUpQueue } from '../support/memory/memory-catch-up-queue';
import { catchUpQueueContract } from './catch-up-queue.contract';

let service: LocalService;
let client: SQSClient;
let queues = 0;

beforeAll(async () => {
  service = await startFauxqs('127.0.0.1');
  client = sqsClient(service.endpoint);
});

afterAll(async () => {
  await service.stop();
  closeClients();
});

async function newQueue(): Promise<string> {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `Queue${(queues += 1)}` }));
  return QueueUrl;
}

/** Messages as Lambda hands them over. */
async function receive(QueueUrl: string): Promise<readonly QueuedDoorbell[]> {
  const MessageSystemAttributeNames = ['ApproximateReceiveCount'] as const;
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: [...MessageSystemAttributeNames],
    }),
  );
  return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) =>
    fromDoorbellRecord({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
    } as unknown as SQSRecord),
  );
}

catchUpQueueContract('SQS', async () => {
  const [doorbells, parked] = [await newQueue(), await newQueue()];
  return {
    queue: new SqsCatchUpQueue(
      client,
      () => doorbells,
      () => parked,
    ),
    receive: () => receive(doorbells),
    parked: async () => (await receive(parked)).map(({ body }) => body),
  };
});

catchUpQueueContract('memory', () => {
  const queue = new MemoryCatchUpQueue();
  return Promise.resolve({
    queue,
    receive: () => Promise.resolve(queue.receive()),
    parked: () => Promise.resolve(queue.parked.map((parked) => JSON.stringify(parked))),
  });
});
