import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateStreamCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import {
  closeClients,
  dynamoDbClient,
  eventBridgeClient,
  kinesisClient,
  s3Client,
  secretsManagerClient,
  sesClient,
  snsClient,
  sqsClient,
} from '../../test/support/local/clients';
import { collectingLog } from '../../test/support/local/collecting-log';
import { functionNamed } from '../../test/support/local/function-definitions';
import { table } from '../../test/support/local/resources';
import { localClientConfig } from '../services/provision/client-config';
import { provision } from '../services/provision/provision';
import { startServices, type Services } from '../services/start-services';
import { accessKeyOf } from './caller';
import { FROM_ADDRESS, LEADING_KEYS } from './condition';
import { Guard } from './guard';
import { dynamoDbSchema } from './requests/dynamodb-schema';
import type { Statement } from './statement';

const own = { operator: 'ForAllValues:StringLike', key: LEADING_KEYS, values: ['iam/*'] };

function allow(action: string, resource: string, ...conditions: Statement['conditions']): Statement {
  return { effect: 'Allow', actions: [action], resources: [resource], conditions };
}

const statements: Statement[] = [
  allow('dynamodb:putitem', 'arn:aws:dynamodb:*:*:table/Log', own),
  allow('sqs:sendmessage', 'arn:aws:sqs:*:*:Allowed'),
  allow('kinesis:putrecord', 'arn:aws:kinesis:*:*:stream/Allowed'),
  allow('events:putevents', 'arn:aws:events:*:*:event-bus/default'),
  allow('s3:putobject', 'arn:aws:s3:::allowed/*'),
  allow('secretsmanager:getsecretvalue', 'arn:aws:secretsmanager:*:*:secret:allowed-??????'),
  allow('ses:sendemail', 'arn:aws:ses:*:*:identity/*', {
    operator: 'StringEquals',
    key: FROM_ADDRESS,
    values: ['allowed@example.com'],
  }),
  { ...allow('sns:publish', 'arn:aws:sns:*:*:*'), inverted: true },
];

describe('the local services, by the SDK with the access key of a function', () => {
  const log = collectingLog();
  const credentials = { accessKeyId: accessKeyOf('F'), secretAccessKey: 'local' };
  let services: Services;

  beforeAll(async () => {
    const access = new Guard({
      functions: [functionNamed('F')],
      roles: new Map([['F', { name: 'FRole', logicalId: 'FRole', statements }]]),
      log,
    });
    const restrictions = { access, schema: dynamoDbSchema([table('Log')]) };
    services = await startServices({
      environment: process.env,
      restrictions,
      log,
      functions: () => new Map(),
    });
    await provision([table('Log')], services.endpoints);
  });
  afterAll(async () => {
    closeClients();
    await services.stop();
  });

  const denied = (action: string): unknown =>
    expect.objectContaining({
      name: expect.stringMatching(/^AccessDenied(Exception)?$/) as string,
      message: expect.stringContaining(
        `User: arn:aws:sts::000000000000:assumed-role/FRole/F is not authorized to perform: ${action} on resource: `,
      ) as string,
    });

  it('DynamoDB takes its own streams and refuses others and other actions', async () => {
    const client = dynamoDbClient(services.functionEndpoints.dynamodb, credentials);
    const put = (stream: string): Promise<unknown> =>
      client.send(
        new PutItemCommand({ TableName: 'Log', Item: { stream: { S: stream }, version: { N: '1' } } }),
      );
    await put('iam/user#1');
    await expect(put('shop/order#1')).rejects.toEqual(denied('dynamodb:PutItem'));
    const Key = { stream: { S: 'iam/user#1' }, version: { N: '1' } };
    const get = new GetItemCommand({ TableName: 'Log', Key });
    await expect(client.send(get)).rejects.toEqual(denied('dynamodb:GetItem'));
    // The runtime itself, its pollers and tools are not restricted.
    expect((await dynamoDbClient(services.endpoints.dynamodb).send(get)).Item).toEqual(Key);
  });

  it('SQS, single messages and batches', async () => {
    const client = sqsClient(services.functionEndpoints.sqs, credentials);
    const queueUrl = async (QueueName: string): Promise<string> =>
      (await sqsClient(services.endpoints.sqs).send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
    const [allowed, other] = [await queueUrl('Allowed'), await queueUrl('Other')];
    const batch = (QueueUrl: string): Promise<unknown> =>
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'x' }] }));
    await client.send(new SendMessageCommand({ QueueUrl: allowed, MessageBody: 'x' }));
    await batch(allowed);
    await expect(batch(other)).rejects.toEqual(denied('sqs:SendMessage'));
    const create = new CreateQueueCommand({ QueueName: 'Mine' });
    await expect(client.send(create)).rejects.toEqual(denied('sqs:CreateQueue'));
  });

  it('Kinesis', async () => {
    const client = kinesisClient(services.functionEndpoints.kinesis, credentials);
    const put = (StreamName: string): Promise<unknown> =>
      client.send(new PutRecordCommand({ StreamName, PartitionKey: 'k', Data: Buffer.from('x') }));
    await kinesisClient(services.endpoints.kinesis).send(
      new CreateStreamCommand({ StreamName: 'Allowed', ShardCount: 1 }),
    );
    await put('Allowed');
    await expect(put('Other')).rejects.toEqual(denied('kinesis:PutRecord'));
  });

  it('EventBridge', async () => {
    const client = eventBridgeClient(services.functionEndpoints.eventbridge, credentials);
    const put = (EventBusName?: string): Promise<unknown> =>
      client.send(
        new PutEventsCommand({ Entries: [{ EventBusName, Source: 's', DetailType: 't', Detail: '{}' }] }),
      );
    await put();
    await expect(put('other')).rejects.toEqual(denied('events:PutEvents'));
  });

  it('Lambda', async () => {
    const config = localClientConfig(services.functionEndpoints.lambda);
    const client = new LambdaClient({ ...config, credentials, maxAttempts: 1 });
    const invoke = new InvokeCommand({ FunctionName: 'Callee', Payload: '{}' });
    await expect(client.send(invoke)).rejects.toEqual(denied('lambda:InvokeFunction'));
    client.destroy();
  });

  it('S3', async () => {
    const client = s3Client(services.functionEndpoints.s3, credentials);
    await s3Client(services.endpoints.s3).send(new CreateBucketCommand({ Bucket: 'allowed' }));
    await client.send(new PutObjectCommand({ Bucket: 'allowed', Key: 'a', Body: 'x' }));
    const get = new GetObjectCommand({ Bucket: 'allowed', Key: 'a' });
    await expect(client.send(get)).rejects.toEqual(denied('s3:GetObject'));
  });

  it('Secrets Manager', async () => {
    const client = secretsManagerClient(services.functionEndpoints.secretsmanager, credentials);
    const get = (SecretId: string): Promise<unknown> => client.send(new GetSecretValueCommand({ SecretId }));
    await expect(get('allowed')).rejects.toHaveProperty('name', 'ResourceNotFoundException');
    await expect(get('other')).rejects.toEqual(denied('secretsmanager:GetSecretValue'));
  });

  it('SES, by the sender too', async () => {
    const client = sesClient(services.functionEndpoints.ses, credentials);
    const send = (FromEmailAddress: string): Promise<unknown> =>
      client.send(
        new SendEmailCommand({
          FromEmailAddress,
          Destination: { ToAddresses: ['ann@example.com'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
        }),
      );
    await send('Me <allowed@example.com>');
    await expect(send('other@example.com')).rejects.toEqual(denied('ses:SendEmail'));
    await expect(send('nobody')).rejects.toHaveProperty('name', 'BadRequestException');
  });

  it('SNS, by what is published to', async () => {
    const client = snsClient(services.functionEndpoints.sns, credentials);
    const publish = (to: object): Promise<unknown> =>
      client.send(new PublishCommand({ Message: 'x', ...to }));
    await publish({ PhoneNumber: '+41791234567' });
    const refused = publish({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:t' });
    await expect(refused).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: expect.stringContaining(
        'is not authorized to perform: sns:Publish on resource: arn:',
      ) as unknown,
    });
  });

  it('say which endpoints of others they cannot guard', async () => {
    const elsewhere = collectingLog();
    const other = await startServices({
      environment: {
        LOCAL_DYNAMODB_ENDPOINT: 'https://127.0.0.1:1',
        LOCAL_SQS_ENDPOINT: 'http://127.0.0.1:2',
        LOCAL_S3_ENDPOINT: '',
      },
      restrictions: { access: { refusalOf: () => undefined }, schema: dynamoDbSchema([]) },
      log: elsewhere,
    });
    expect(elsewhere.lines).toEqual([
      'warn: LOCAL_DYNAMODB_ENDPOINT: calls to https://127.0.0.1:1 are not held against the roles of functions',
      'warn: LOCAL_SQS_ENDPOINT: calls to http://127.0.0.1:2 are not held against the roles of functions',
    ]);
    expect(other.functionEndpoints).toEqual(other.endpoints);
    await other.stop();
  });

  it('stand before another DynamoDB too', async () => {
    const other = await startServices({
      environment: { LOCAL_DYNAMODB_ENDPOINT: services.endpoints.dynamodb },
      restrictions: { access: { refusalOf: () => 'no' }, schema: dynamoDbSchema([]) },
      log,
    });
    expect(other.endpoints.dynamodb).toBe(services.endpoints.dynamodb);
    const client = dynamoDbClient(other.functionEndpoints.dynamodb);
    await expect(client.send(new GetItemCommand({ TableName: 'Log', Key: {} }))).rejects.toThrow('no');
    await other.stop();
  });
});
