import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { unrestricted } from '../permissions/access';
import { accessKeyOf } from '../permissions/caller';
import type { ServiceName } from '../services/endpoints';
import { localClientConfig } from '../services/provision/client-config';
import { startServices, type Services } from '../services/start-services';
import {
  closeClients,
  dynamoDbClient,
  eventBridgeClient,
  kinesisClient,
  s3Client,
  schedulerClient,
  secretsManagerClient,
  sesClient,
  snsClient,
  sqsClient,
} from '../../test/support/local/clients';
import type { FaultKind } from './fault-kinds';
import { Faults } from './faults';

const FUNCTION = { accessKeyId: accessKeyOf('Commands'), secretAccessKey: 'local' };
const TableName = 'Items';
const Item = (id: string): { id: { S: string } } => ({ id: { S: id } });

describe('calls of functions that faults strike', () => {
  const faults = new Faults();
  let services: Services;
  let QueueUrl: string;
  let table: DynamoDBClient;
  let calls: Readonly<Record<ServiceName, () => Promise<unknown>>>;

  beforeAll(async () => {
    const restrictions = { access: unrestricted, schema: { partitionKey: () => 'id' } };
    services = await startServices({ environment: process.env, faults, restrictions });
    const { endpoints, functionEndpoints } = services;
    const sqs = sqsClient(endpoints.sqs);
    QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'Work' }))).QueueUrl ?? '';
    await kinesisClient(endpoints.kinesis).send(new CreateStreamCommand({ StreamName: 'S', ShardCount: 1 }));
    await dynamoDbClient(endpoints.dynamodb).send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    table = dynamoDbClient(functionEndpoints.dynamodb, FUNCTION);
    const [queue, stream, bus] = [
      sqsClient(endpoints.sqs, FUNCTION),
      kinesisClient(endpoints.kinesis, FUNCTION),
      eventBridgeClient(endpoints.eventbridge, FUNCTION),
    ];
    const s3 = s3Client(endpoints.s3, FUNCTION);
    const lambda = new LambdaClient({
      ...localClientConfig(endpoints.lambda),
      credentials: FUNCTION,
      maxAttempts: 1,
    });
    const mail = { Data: 'text' };
    calls = {
      dynamodb: () => table.send(new GetItemCommand({ TableName, Key: Item('a') })),
      sqs: () => queue.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })),
      kinesis: () => stream.send(new PutRecordsCommand({ StreamName: 'S', Records: records(1) })),
      eventbridge: () => bus.send(new PutEventsCommand({ Entries: [event] })),
      s3: () => s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'text' })),
      lambda: () => lambda.send(new InvokeCommand({ FunctionName: 'Other' })),
      secretsmanager: () =>
        secretsManagerClient(endpoints.secretsmanager, FUNCTION).send(
          new GetSecretValueCommand({ SecretId: 'None' }),
        ),
      ses: () =>
        sesClient(endpoints.ses, FUNCTION).send(
          new SendEmailCommand({
            FromEmailAddress: 'a@example.com',
            Destination: { ToAddresses: ['ann@example.com'] },
            Content: { Simple: { Subject: mail, Body: { Text: mail } } },
          }),
        ),
      sns: () =>
        snsClient(endpoints.sns, FUNCTION).send(
          new PublishCommand({ PhoneNumber: '+41791234567', Message: 'text' }),
        ),
      scheduler: () =>
        schedulerClient(endpoints.scheduler, FUNCTION).send(new GetScheduleCommand({ Name: 'none' })),
    };
  });
  afterEach(() => {
    faults.clear();
  });
  afterAll(async () => {
    closeClients();
    await services.stop();
  });

  const records = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ PartitionKey: `${index}`, Data: Buffer.from('r') }));
  const event = { Source: 'test', DetailType: 'Test', Detail: '{}' };
  const order = (service: ServiceName, kind: FaultKind, operation = '*'): void =>
    void faults.add({ service, kind, operation, rate: 1, times: 1, seed: 1 });

  it.each<[ServiceName, string, string]>([
    ['dynamodb', 'ProvisionedThroughputExceededException', 'InternalServerError'],
    ['sqs', 'RequestThrottled', 'InternalFailure'],
    ['s3', 'SlowDown', 'InternalError'],
    ['kinesis', 'ProvisionedThroughputExceededException', 'InternalFailure'],
    ['eventbridge', 'ThrottlingException', 'InternalException'],
    ['lambda', 'TooManyRequestsException', 'ServiceException'],
    ['secretsmanager', 'ThrottlingException', 'InternalServiceError'],
    ['ses', 'TooManyRequestsException', 'InternalServiceErrorException'],
    ['sns', 'ThrottlingException', 'InternalError'],
    ['scheduler', 'ThrottlingException', 'InternalServerException'],
  ])('are refused by %s in its own words: %s, %s', async (service, throttled, broken) => {
    order(service, 'throttling');
    await expect(calls[service]()).rejects.toMatchObject({ name: throttled });
    order(service, 'internal-error');
    await expect(calls[service]()).rejects.toMatchObject({
      name: expect.stringContaining(broken) as unknown,
      $metadata: { httpStatusCode: 500 },
    });
    expect(faults.list()).toMatchObject([{ struck: 1 }, { struck: 1 }]);
  });

  const exists = async (id: string): Promise<boolean> =>
    (await table.send(new GetItemCommand({ TableName, Key: Item(id) }))).Item !== undefined;
  const put = (id: string): Promise<unknown> => table.send(new PutItemCommand({ TableName, Item: Item(id) }));
  const cut = /socket hang up|ECONNRESET/u;

  it('end without an answer, before they are carried out or after', async () => {
    order('dynamodb', 'connection-reset');
    await expect(put('reset')).rejects.toThrow(cut);
    expect(await exists('reset')).toBe(false);
    order('dynamodb', 'answer-lost');
    await expect(put('lost')).rejects.toThrow(cut);
    expect(await exists('lost')).toBe(true);

    order('sns', 'connection-reset');
    await expect(calls.sns()).rejects.toThrow(cut);
    expect(services.mailbox.messages()).toEqual([]);
    order('sns', 'answer-lost');
    await expect(calls.sns()).rejects.toThrow(cut);
    expect(services.mailbox.messages()).toHaveLength(1);
  });

  it('are carried out, and answered after nobody waits any more', async () => {
    const requestHandler = new NodeHttpHandler({ requestTimeout: 100, throwOnRequestTimeout: true });
    const client = new DynamoDBClient({
      ...localClientConfig(services.functionEndpoints.dynamodb),
      credentials: FUNCTION,
      requestHandler,
      maxAttempts: 1,
    });
    order('dynamodb', 'time-out');
    await expect(client.send(new PutItemCommand({ TableName, Item: Item('late') }))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    client.destroy();
    expect(await exists('late')).toBe(true);
  });

  it('fail in part where they are batches', async () => {
    order('kinesis', 'partial-failure');
    const { FailedRecordCount = 0, Records = [] } = await kinesisClient(
      services.endpoints.kinesis,
      FUNCTION,
    ).send(new PutRecordsCommand({ StreamName: 'S', Records: records(20) }));
    expect(FailedRecordCount).toBeGreaterThan(0);
    expect(FailedRecordCount).toBeLessThan(20);
    expect(Records.filter(({ ErrorCode }) => ErrorCode !== undefined)).toHaveLength(FailedRecordCount);

    order('sqs', 'partial-failure');
    const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: 'm' }));
    const sent = await sqsClient(services.endpoints.sqs, FUNCTION).send(
      new SendMessageBatchCommand({ QueueUrl, Entries }),
    );
    const ids = [...(sent.Successful ?? []), ...(sent.Failed ?? [])].map(({ Id }) => Id);
    expect(ids.sort()).toEqual(Entries.map(({ Id }) => Id));
    expect(sent.Failed).toContainEqual(expect.objectContaining({ Code: 'InternalError' }));

    await put('one');
    order('dynamodb', 'partial-failure');
    const Keys = Array.from({ length: 10 }, (_, index) => Item(index === 0 ? 'one' : `${index}`));
    const got = await table.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect(got.UnprocessedKeys?.[TableName]?.Keys?.length).toBeGreaterThan(0);
    order('dynamodb', 'partial-failure');
    await expect(
      table.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Item('one')] } } })),
    ).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  it('meet other writers', async () => {
    const Put = { TableName, Item: Item('met') };
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [{ Put }, { Put: { ...Put, Item: Item('other') } }],
    });
    order('dynamodb', 'transaction-conflict');
    await expect(table.send(transaction)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    order('dynamodb', 'transaction-conflict');
    await expect(put('met')).rejects.toMatchObject({ name: 'TransactionConflictException' });
    order('dynamodb', 'throttling');
    await expect(table.send(transaction)).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'None' }],
    });
    expect(await exists('met')).toBe(false);
    await table.send(transaction);
    expect(await exists('met')).toBe(true);
  });

  it('pass when no fault strikes them, whatever it concerns', async () => {
    for (const service of ['dynamodb', 'sqs', 'kinesis', 'eventbridge', 'ses', 'sns'] as const) {
      order(service, 'throttling', 'SomethingElse');
      await calls[service]();
    }
    expect(faults.list().map(({ struck }) => struck)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('are those of functions alone: tools and people are spared', async () => {
    order('sqs', 'throttling');
    order('dynamodb', 'throttling');
    await sqsClient(services.endpoints.sqs).send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }));
    await dynamoDbClient(services.endpoints.dynamodb).send(new GetItemCommand({ TableName, Key: Item('a') }));
    expect(faults.list()).toMatchObject([{ struck: 0 }, { struck: 0 }]);
  });
});
