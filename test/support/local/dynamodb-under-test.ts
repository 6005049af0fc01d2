import {
  CreateTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { startDynamoDb, type LocalDynamoDb } from '../../../local/services/dynamodb/start-dynamodb';
import { dynamoDbClient, streamsClient } from './clients';

const TableName = 'Log';

/** A local DynamoDB with one table that has a stream, as the event log is. */
export class DynamoDbUnderTest {
  private constructor(
    readonly service: LocalDynamoDb,
    readonly client: DynamoDBClient,
  ) {}

  static async start(dataDir?: string): Promise<DynamoDbUnderTest> {
    const service = await startDynamoDb({ host: '127.0.0.1', dataDir, environment: process.env });
    return new DynamoDbUnderTest(service, dynamoDbClient(service.endpoint));
  }

  async createLog(): Promise<void> {
    await this.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'stream', AttributeType: 'S' },
          { AttributeName: 'version', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'stream', KeyType: 'HASH' },
          { AttributeName: 'version', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
  }

  async put(version: number, stream = 'one'): Promise<void> {
    const Item = { stream: { S: stream }, version: { N: String(version) }, text: { S: 'x'.repeat(300) } };
    await this.client.send(
      new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(version)' }),
    );
  }

  async versions(stream = 'one'): Promise<number[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: '#stream = :stream',
        ExpressionAttributeNames: { '#stream': 'stream' },
        ExpressionAttributeValues: { ':stream': { S: stream } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => Number(item.version?.N));
  }

  async streamRecords(): Promise<_Record[]> {
    const streams = streamsClient(this.service.endpoint);
    const { Table } = await this.client.send(new DescribeTableCommand({ TableName }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const position = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    const { ShardIterator } = await streams.send(position);
    return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
  }
}
