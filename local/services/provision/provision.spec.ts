import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { ListTargetsByRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startServices, type Services } from '../start-services';
import {
  closeClients,
  dynamoDbClient,
  eventBridgeClient,
  kinesisClient,
  s3Client,
  secretsManagerClient,
  sesClient,
  sqsClient,
} from '../../../test/support/local/clients';
import { conditionOf } from '../../../test/support/local/eventually';
import { fifoQueue, resource, table } from '../../../test/support/local/resources';
import { physical } from './physical';
import { provision } from './provision';

describe('provision', () => {
  const carried: string[] = [];
  let services: Services;

  beforeAll(async () => {
    const carrier = {
      deliver: (arn: string): Promise<void> => {
        carried.push(arn);
        return Promise.resolve();
      },
      undeliverable: (): void => undefined,
    };
    services = await startServices({ environment: process.env, carrier });
  });
  afterAll(async () => {
    await services.stop();
    closeClients();
  });

  it('creates a table with its index and stream, and is content to find it', async () => {
    const GlobalSecondaryIndexes = [
      {
        IndexName: 'by-version',
        KeySchema: [{ AttributeName: 'version', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ];
    const indexed = table('Indexed', { GlobalSecondaryIndexes, PointInTimeRecoverySpecification: {} });
    await provision([indexed], services.endpoints);
    await provision([indexed], services.endpoints);
    const { Table } = await dynamoDbClient(services.endpoints.dynamodb).send(
      new DescribeTableCommand({ TableName: 'Indexed' }),
    );
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexName: 'by-version' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
  });

  it('tells a table which items expire, also one that exists', async () => {
    const { endpoints } = services;
    const describe = async (): Promise<object | undefined> => {
      const command = new DescribeTimeToLiveCommand({ TableName: 'Expiring' });
      return (await dynamoDbClient(endpoints.dynamodb).send(command)).TimeToLiveDescription;
    };
    const expiring = (Enabled: unknown): ReturnType<typeof table> =>
      table('Expiring', { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled } });
    await provision([expiring(false)], endpoints);
    await expect(describe()).resolves.toEqual({ TimeToLiveStatus: 'DISABLED' });

    const enabled = { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' };
    await provision([expiring('true')], endpoints);
    await expect(describe()).resolves.toEqual(enabled);
    await provision([expiring(true)], endpoints);
    await expect(describe()).resolves.toEqual(enabled);
  });

  it.each([
    ['other keys', { KeySchema: [{ AttributeName: 'stream', KeyType: 'HASH' }] }],
    ['another stream', { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }],
  ])('refuses a table that exists with %s', async (_what, more) => {
    await provision([table('Changed')], services.endpoints);
    const changed = provision([table('Changed', more)], services.endpoints);
    await expect(changed).rejects.toThrow(
      /^Table Changed exists with key .*, but the template asks for key /,
    );
    await expect(changed).rejects.toThrow(/Start with an empty --data folder/);
  });

  it('creates queues whose dead-letter queues come later in the template, twice', async () => {
    const dead = fifoQueue('Dead');
    const deadLetterTargetArn = physical(dead, services.endpoints).attributes.Arn;
    const orders = fifoQueue('Orders', {
      VisibilityTimeout: 180,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 5 },
    });
    await provision([orders, dead], services.endpoints);
    await provision([orders, dead], services.endpoints);

    const QueueUrl = physical(orders, services.endpoints).ref;
    const { Attributes } = await sqsClient(services.endpoints.sqs).send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: physical(orders, services.endpoints).attributes.Arn,
      FifoQueue: 'true',
      VisibilityTimeout: '180',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
    });
  });

  it('creates streams and buckets, twice', async () => {
    const stream = resource('AWS::Kinesis::Stream', 'Stream', { ShardCount: '2' });
    const bucket = resource('AWS::S3::Bucket', 'FailedEvents');
    await provision([stream, bucket], services.endpoints);
    await provision([stream, bucket], services.endpoints);

    const summary = new DescribeStreamSummaryCommand({ StreamName: 'Stream' });
    const { StreamDescriptionSummary } = await kinesisClient(services.endpoints.kinesis).send(summary);
    expect(StreamDescriptionSummary).toMatchObject({
      OpenShardCount: 2,
      StreamARN: physical(stream, services.endpoints).attributes.Arn,
    });
    const head = new HeadBucketCommand({ Bucket: physical(bucket, services.endpoints).ref });
    await expect(s3Client(services.endpoints.s3).send(head)).resolves.toBeDefined();
  });

  it('creates buses, rules and targets that work, twice', async () => {
    const bus = resource('AWS::Events::EventBus', 'Bus', { Name: 'shop' });
    const rule = resource('AWS::Events::Rule', 'Rule', {
      EventBusName: 'shop',
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'function', Arn: 'arn:function' }],
    });
    await provision([rule, bus], services.endpoints);
    await provision([rule, bus], services.endpoints);

    const client = eventBridgeClient(services.endpoints.eventbridge);
    const { Targets } = await client.send(
      new ListTargetsByRuleCommand({ Rule: 'Rule', EventBusName: 'shop' }),
    );
    expect(Targets).toEqual([{ Id: 'function', Arn: 'arn:function' }]);
    const Entries = [{ EventBusName: 'shop', Source: 'shop', DetailType: 'x', Detail: '{}' }];
    await client.send(new PutEventsCommand({ Entries }));
    await conditionOf('carried', () => carried.includes('arn:function'));
  });

  it('creates secrets and identities, twice, and keeps the value that a secret has', async () => {
    const secret = resource('AWS::SecretsManager::Secret', 'Key', { GenerateSecretString: {} });
    const identity = resource('AWS::SES::EmailIdentity', 'Domain', { EmailIdentity: 'example.com' });
    const { ref: SecretId } = physical(secret, services.endpoints);
    const client = secretsManagerClient(services.endpoints.secretsmanager);
    const value = async (): Promise<string | undefined> => {
      await provision([secret, identity], services.endpoints);
      return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
    };
    const first = await value();
    expect(first).toHaveLength(32);
    expect(await value()).toBe(first);
    const again = new CreateEmailIdentityCommand({
      EmailIdentity: physical(identity, services.endpoints).ref,
    });
    await expect(sesClient(services.endpoints.ses).send(again)).rejects.toHaveProperty(
      'name',
      'AlreadyExistsException',
    );
  });

  it('names the secret or the identity that cannot be', async () => {
    const nameless = resource('AWS::SecretsManager::Secret', 'Key', { Name: 'no spaces' });
    await expect(provision([nameless], services.endpoints)).rejects.toThrow(/^Key: Invalid name/);
    const incomplete = resource('AWS::SES::EmailIdentity', 'Sender');
    await expect(provision([incomplete], services.endpoints)).rejects.toThrow(/^Sender: Domain contains/);
  });

  it('leaves other resources to others', async () => {
    const other = { logicalId: 'F', type: 'AWS::Serverless::Function', properties: {} };
    await expect(provision([other], services.endpoints)).resolves.toBeUndefined();
  });
});
