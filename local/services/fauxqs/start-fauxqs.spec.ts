import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { LocalService } from '../local-service';
import { localClientConfig } from '../provision/client-config';
import { closeClients, s3Client, sqsClient } from '../../../test/support/local/clients';
import { startFauxqs } from './start-fauxqs';

describe('the local SQS, by the SDK', () => {
  let service: LocalService;
  let client: SQSClient;

  beforeAll(async () => {
    service = await startFauxqs('127.0.0.1');
    client = sqsClient(service.endpoint);
  });
  afterAll(async () => {
    await service.stop();
    closeClients();
  });

  async function newQueue(QueueName: string): Promise<string> {
    return (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  }

  it('listens on the address that it is given alone', () => {
    expect(service.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('gives queues a URL on its endpoint, whoever asks', async () => {
    const expected = `${service.endpoint}/000000000000/Orders`;
    expect(await newQueue('Orders')).toBe(expected);
    expect(await client.send(new GetQueueUrlCommand({ QueueName: 'Orders' }))).toMatchObject({
      QueueUrl: expected,
    });
    expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toContain(expected);
  });

  it('finds a queue under any address that the caller has for it', async () => {
    await newQueue('Anywhere');
    for (const address of [
      'http://localhost:1',
      'http://172.17.0.1:4566',
      'https://sqs.eu-west-1.amazonaws.com',
    ]) {
      const QueueUrl = `${address}/000000000000/Anywhere`;
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: address }));
    }
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: `${service.endpoint}/000000000000/Anywhere`,
        AttributeNames: ['ApproximateNumberOfMessages', 'QueueArn'],
      }),
    );
    expect(Attributes).toEqual({
      ApproximateNumberOfMessages: '3',
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:Anywhere',
    });
  });

  it('works for a client of another region that takes its endpoint from the queue URL', async () => {
    const QueueUrl = await newQueue('Regional');
    const abroad = new SQSClient({ ...localClientConfig(service.endpoint), region: 'eu-central-1' });
    await abroad.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    const { Messages } = await abroad.send(new ReceiveMessageCommand({ QueueUrl }));
    abroad.destroy();
    expect(Messages?.map(({ Body }) => Body)).toEqual(['hello']);
  });

  it('keeps the order of a group and locks it while a message is in flight', async () => {
    const QueueUrl = await newQueue('Ordered.fifo');
    const Entries = ['1', '2', '3'].map((Id) => ({
      Id,
      MessageBody: Id,
      MessageGroupId: 'group',
      MessageDeduplicationId: Id,
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

    const received: (string | undefined)[] = [];
    while (received.length < 3) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      const locked = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      expect(locked.Messages).toBeUndefined();
      received.push(...Messages.map(({ Body }) => Body));
      for (const { ReceiptHandle } of Messages)
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    expect(received).toEqual(['1', '2', '3']);
  });

  it('takes the characters that SQS takes, and no others', async () => {
    const QueueUrl = await newQueue('Characters');
    const send = async (MessageBody: string): Promise<unknown> => {
      const Entries = [{ Id: '1', MessageBody }];
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      return (await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Failed;
    };
    expect(await send('\t\u{20}\ud7ff\ue000\ufffd👩\u{10ffff}')).toEqual([]);
    for (const refused of ['\u0001', '\ufffe', '\uffff']) {
      await expect(send(refused)).rejects.toThrow('Invalid characters');
    }
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages[0]?.Body).toContain('👩');
  });

  it('names a queue that is not there as AWS does', async () => {
    const QueueUrl = `${service.endpoint}/000000000000/Nowhere`;
    const refused = client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await expect(refused).rejects.toHaveProperty('name', 'QueueDoesNotExist');
  });

  it('serves S3 on the same endpoint', async () => {
    const s3 = s3Client(service.endpoint);
    await s3.send(new CreateBucketCommand({ Bucket: 'events' }));
    await s3.send(new PutObjectCommand({ Bucket: 'events', Key: 'a/b.json', Body: '{"id":1}' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'events', Key: 'a/b.json' }));
    expect(await Body?.transformToString()).toBe('{"id":1}');
  });

  it('stops within a second although a long poll is waiting', async () => {
    const other = await startFauxqs('127.0.0.1');
    const poller = sqsClient(other.endpoint);
    const { QueueUrl } = await poller.send(new CreateQueueCommand({ QueueName: 'Polled' }));
    const polling = poller
      .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
      .catch(() => 'cut off');
    await poller.send(new ListQueuesCommand({}));
    const begin = Date.now();
    await other.stop();
    await polling;
    expect(Date.now() - begin).toBeLessThan(1000);
  });
});
