import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  ListEventBusesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateStreamCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startKinesis } from './kinesis/start-kinesis';
import { startServices } from './start-services';
import {
  closeClients,
  dynamoDbClient,
  eventBridgeClient,
  kinesisClient,
  sqsClient,
} from '../../test/support/local/clients';
import { withTemporaryFolder } from '../../test/support/local/temporary-folder';

const ELSEWHERE = {
  LOCAL_DYNAMODB_ENDPOINT: 'http://127.0.0.1:1',
  LOCAL_SQS_ENDPOINT: 'http://127.0.0.1:2',
  LOCAL_S3_ENDPOINT: 'http://127.0.0.1:3',
  LOCAL_EVENTBRIDGE_ENDPOINT: 'http://127.0.0.1:4',
  LOCAL_LAMBDA_ENDPOINT: 'http://127.0.0.1:5',
  LOCAL_SECRETSMANAGER_ENDPOINT: 'http://127.0.0.1:6',
  LOCAL_SES_ENDPOINT: 'http://127.0.0.1:7',
  LOCAL_SNS_ENDPOINT: 'http://127.0.0.1:8',
  LOCAL_SCHEDULER_ENDPOINT: 'http://127.0.0.1:9',
};

describe('startServices', () => {
  afterAll(closeClients);

  it('starts everything on loopback and stops it within two seconds, with clients connected', async () => {
    const services = await startServices({ environment: process.env });
    const { dynamodb, sqs, s3, kinesis, eventbridge } = services.endpoints;
    for (const endpoint of [dynamodb, sqs, kinesis, eventbridge])
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(s3).toBe(sqs);

    await dynamoDbClient(dynamodb).send(new ListTablesCommand({}));
    await eventBridgeClient(eventbridge).send(new ListEventBusesCommand({}));
    await kinesisClient(kinesis).send(new CreateStreamCommand({ StreamName: 'Events', ShardCount: 1 }));
    const queues = sqsClient(sqs);
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'Orders' }));
    const polling = queues
      .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
      .catch(() => undefined);

    const begin = Date.now();
    await services.stop();
    await polling;
    expect(Date.now() - begin).toBeLessThan(2000);
    await expect(queues.send(new CreateQueueCommand({ QueueName: 'Orders' }))).rejects.toThrow();
    await expect(Promise.race([services.exited, Promise.resolve('quiet')])).resolves.toBe('quiet');
  });

  it('wakes pollers of this process', async () => {
    const services = await startServices({ environment: ELSEWHERE });
    const client = kinesisClient(services.endpoints.kinesis);
    await client.send(new CreateStreamCommand({ StreamName: 'Events', ShardCount: 1 }));
    const woken = services.waitForRecords?.('Events', '0', AbortSignal.timeout(5000));
    await client.send(
      new PutRecordCommand({ StreamName: 'Events', PartitionKey: 'k', Data: Buffer.from('x') }),
    );
    await expect(woken).resolves.toBeUndefined();
    await services.stop();
  });

  it('launches nothing for a service that a variable names', async () => {
    const other = await startKinesis('127.0.0.1');
    const services = await startServices({
      environment: { ...ELSEWHERE, LOCAL_KINESIS_ENDPOINT: other.endpoint },
    });
    expect(services.endpoints).toEqual({
      dynamodb: 'http://127.0.0.1:1',
      sqs: 'http://127.0.0.1:2',
      s3: 'http://127.0.0.1:3',
      eventbridge: 'http://127.0.0.1:4',
      lambda: 'http://127.0.0.1:5',
      secretsmanager: 'http://127.0.0.1:6',
      ses: 'http://127.0.0.1:7',
      sns: 'http://127.0.0.1:8',
      scheduler: 'http://127.0.0.1:9',
      kinesis: other.endpoint,
    });
    expect(services.waitForRecords).toBeUndefined();
    await services.stop();
    const client = kinesisClient(other.endpoint);
    await expect(
      client.send(new CreateStreamCommand({ StreamName: 'A', ShardCount: 1 })),
    ).resolves.toBeDefined();
    await other.stop();
  });

  it('keeps the data where it is told to', () =>
    withTemporaryFolder(async (dataDir) => {
      const services = await startServices({ environment: process.env, dataDir });
      await services.stop();
      expect(existsSync(join(dataDir, 'dynamodb.sqlite'))).toBe(true);
    }));

  it('stops what it has started when something cannot start', () =>
    withTemporaryFolder(async (dataDir) => {
      const environment = { ...process.env, LOCAL_KINESIS_ENDPOINT: 'nonsense' };
      await expect(startServices({ environment, dataDir })).rejects.toThrow(
        /LOCAL_KINESIS_ENDPOINT is "nonsense"/,
      );
      expect(existsSync(join(dataDir, 'dynamodb.lock'))).toBe(false);
    }));

  it('warns of events that nothing carries, and goes on', async () => {
    const services = await startServices({ environment: { ...ELSEWHERE, LOCAL_EVENTBRIDGE_ENDPOINT: '' } });
    const client = eventBridgeClient(services.endpoints.eventbridge);
    await client.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["shop"]}' }));
    await client.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: 'a', Arn: 'arn:a' }] }));
    const Entries = [{ Source: 'shop', DetailType: 'x', Detail: '{}' }];
    const answer = await client.send(new PutEventsCommand({ Entries }));
    expect(answer.FailedEntryCount).toBe(0);
    await services.stop();
  });
});
