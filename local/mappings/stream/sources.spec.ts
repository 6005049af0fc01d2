import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localArn } from '../../services/local-account';
import { localClientConfig } from '../../services/provision/client-config';
import { provision } from '../../services/provision/provision';
import { startServices, type Services } from '../../services/start-services';
import { newBatch } from './batch';
import { dynamoDbSource } from './dynamodb-source';
import { failureDestination } from './failure-destination';
import { kinesisSource } from './kinesis-source';
import type { StreamRecord } from './stream-record';
import type { Shard, StreamSource } from './stream-source';

const never = new AbortController().signal;
const mapping = { uuid: 'uuid', functionId: 'Function' };

const table = (
  logicalId: string,
  streams: boolean,
): { logicalId: string; type: string; properties: Record<string, unknown> } => ({
  logicalId,
  type: 'AWS::DynamoDB::Table',
  properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...(streams && { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
  },
});

describe('sources and destinations on the local services', () => {
  let services: Services;

  beforeAll(async () => {
    services = await startServices({ environment: process.env });
    const resources = [
      table('Items', true),
      table('Plain', false),
      { logicalId: 'Events', type: 'AWS::Kinesis::Stream', properties: { ShardCount: 2 } },
      { logicalId: 'Dead', type: 'AWS::SQS::Queue', properties: {} },
    ];
    await provision(resources, services.endpoints);
  });

  afterAll(async () => {
    await services.stop();
  });

  async function readAll(source: StreamSource, shard: Shard | undefined): Promise<readonly StreamRecord[]> {
    const shardId = shard?.id ?? '';
    const iterator = await source.iterator(shardId, { type: 'TRIM_HORIZON' }, never);
    return (await source.read(shardId, iterator, never)).records;
  }

  describe('dynamoDbSource', () => {
    it("gives records in the shape of Lambda's event", async () => {
      const client = new DynamoDBClient(localClientConfig(services.endpoints.dynamodb));
      await client.send(
        new PutItemCommand({
          TableName: 'Items',
          Item: { id: { S: 'a' }, n: { N: '1' }, b: { B: Buffer.from('xyz') } },
        }),
      );
      await client.send(new PutItemCommand({ TableName: 'Items', Item: { id: { S: 'a' }, n: { N: '2' } } }));
      client.destroy();
      const source = await dynamoDbSource(
        services.endpoints.dynamodb,
        localArn('dynamodb', 'table/Items/stream/local'),
        'Function',
        never,
      );
      const [shard] = await source.shards(never);
      const [first, second] = await readAll(source, shard);
      source.close();

      expect(source.arn).toMatch(/^arn:aws:dynamodb:[^:]+:000000000000:table\/Items\/stream\/./);
      expect(first?.event).toMatchObject({
        eventID: expect.stringMatching(/^[\da-f]{32}$/) as unknown,
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: source.arn,
        dynamodb: {
          Keys: { id: { S: 'a' } },
          NewImage: { id: { S: 'a' }, n: { N: '1' }, b: { B: 'eHl6' } },
          SequenceNumber: first?.sequenceNumber,
          StreamViewType: 'NEW_IMAGE',
          SizeBytes: expect.any(Number) as unknown,
          ApproximateCreationDateTime: expect.any(Number) as unknown,
        },
      });
      expect(second?.event).toMatchObject({ eventName: 'MODIFY', dynamodb: { NewImage: { n: { N: '2' } } } });
      expect(Math.abs(Date.now() - (first?.arrival ?? 0))).toBeLessThan(10_000);
      expect(second?.event).not.toMatchObject({ eventID: (first?.event as { eventID: string }).eventID });
    });

    it('reads on behind a sequence number', async () => {
      const source = await dynamoDbSource(
        services.endpoints.dynamodb,
        localArn('dynamodb', 'table/Items'),
        'Function',
        never,
      );
      const [shard] = await source.shards(never);
      const [first, second] = await readAll(source, shard);
      const position = {
        type: 'AFTER_SEQUENCE_NUMBER' as const,
        sequenceNumber: first?.sequenceNumber ?? '',
      };
      const iterator = await source.iterator(shard?.id ?? '', position, never);
      const { records, next } = await source.read(shard?.id ?? '', iterator, never);
      source.close();

      expect(records).toEqual([second]);
      expect(next).toBeDefined();
    });

    it('says when the table has no stream', async () => {
      await expect(
        dynamoDbSource(services.endpoints.dynamodb, localArn('dynamodb', 'table/Plain'), 'Function', never),
      ).rejects.toThrow('table Plain has no stream; give it a StreamSpecification');
    });
  });

  describe('kinesisSource', () => {
    it("gives records in the shape of Lambda's event", async () => {
      const client = new KinesisClient(localClientConfig(services.endpoints.kinesis));
      const put = new PutRecordCommand({
        StreamName: 'Events',
        PartitionKey: 'key',
        Data: Buffer.from('hello'),
      });
      const { ShardId, SequenceNumber } = await client.send(put);
      client.destroy();
      const arn = localArn('kinesis', 'stream/Events');
      const source = kinesisSource(services.endpoints.kinesis, arn, 'Function');
      const shards = await source.shards(never);
      const [record] = await readAll(
        source,
        shards.find(({ id }) => id === ShardId),
      );
      source.close();

      expect(shards).toHaveLength(2);
      expect(record?.event).toEqual({
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey: 'key',
          sequenceNumber: SequenceNumber,
          data: 'aGVsbG8=',
          approximateArrivalTimestamp: (record?.arrival ?? 0) / 1000,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `${ShardId ?? ''}:${SequenceNumber ?? ''}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
        awsRegion: 'us-east-1',
        eventSourceARN: arn,
      });
    });

    it('starts at a time, and behind everything', async () => {
      const source = kinesisSource(
        services.endpoints.kinesis,
        localArn('kinesis', 'stream/Events'),
        'Function',
      );
      const [shard] = await source.shards(never);
      const latest = await source.iterator(shard?.id ?? '', { type: 'LATEST' }, never);
      const now = { type: 'AT_TIMESTAMP' as const, timestamp: Date.now() / 1000 };
      const later = await source.iterator(shard?.id ?? '', now, never);

      expect((await source.read(shard?.id ?? '', latest, never)).records).toEqual([]);
      expect((await source.read(shard?.id ?? '', later, never)).records).toEqual([]);
      source.close();
    });
  });

  describe('failureDestination', () => {
    const discard = {
      batch: newBatch([{ sequenceNumber: '1', arrival: 0, event: { secret: 'payload' } }]),
      reason: 'RecordAgeExceeded' as const,
    };
    const source = {
      functionArn: 'arn:function',
      streamArn: 'arn:stream',
      shardId: 'shard',
      batchInfo: 'KinesisBatchInfo' as const,
      requestId: '',
      error: undefined,
    };

    it('tells a queue where the records are, without their payload', async () => {
      const destination = failureDestination(localArn('sqs', 'Dead'), mapping, services.endpoints);
      await destination.send(discard, source, never);
      destination.close();
      const client = new SQSClient(localClientConfig(services.endpoints.sqs));
      const receive = new ReceiveMessageCommand({
        QueueUrl: `${services.endpoints.sqs}/000000000000/Dead`,
        WaitTimeSeconds: 5,
      });
      const { Messages: [message] = [] } = await client.send(receive);
      client.destroy();

      expect(JSON.parse(message?.Body ?? '')).toMatchObject({
        requestContext: { condition: 'RecordAgeExceeded' },
        KinesisBatchInfo: { shardId: 'shard', startSequenceNumber: '1', batchSize: 1 },
      });
      expect(message?.Body).not.toContain('secret');
    });

    it('fails when the bucket is not there', async () => {
      const destination = failureDestination('arn:aws:s3:::missing', mapping, services.endpoints);

      await expect(destination.send(discard, source, never)).rejects.toThrow('PutObject failed: HTTP 404');
      destination.close();
    });
  });
});
