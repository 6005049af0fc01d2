import * as dynamoDb from '@aws-sdk/client-dynamodb';
import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeLimitsCommand,
  ListBackupsCommand,
  UpdateContinuousBackupsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { closeClients, dynamoDbClient, streamsClient } from '../../../test/support/local/clients';
import { startDynamoDb, type LocalDynamoDb } from './start-dynamodb';
import { DYNOXIDE_OPERATIONS } from './supplement-dynamodb';

describe('what the local DynamoDB has beside tables and items, by the SDK', () => {
  let service: LocalDynamoDb;
  let client: DynamoDBClient;

  beforeAll(async () => {
    service = await startDynamoDb({ host: '127.0.0.1', environment: process.env });
    client = dynamoDbClient(service.endpoint);
  });
  afterAll(async () => {
    closeClients();
    await service.stop();
  });

  async function newTable(TableName: string): Promise<void> {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
  }

  const recovery = async (TableName: string): Promise<string | undefined> => {
    const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
    return answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  };

  const recover = (TableName: string, PointInTimeRecoveryEnabled: boolean): Promise<unknown> =>
    client.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
      }),
    );

  it('keeps the setting of point-in-time recovery, by name and by ARN', async () => {
    await newTable('Orders');
    await newTable('Others');
    expect(await recovery('Orders')).toBe('DISABLED');
    await recover('Orders', true);
    expect(await recovery('Orders')).toBe('ENABLED');
    expect(await recovery('arn:aws:dynamodb:us-east-1:000000000000:table/Orders')).toBe('ENABLED');
    expect(await recovery('Others')).toBe('DISABLED');
    await recover('Orders', false);
    expect(await recovery('Orders')).toBe('DISABLED');
  });

  it('says that a table is not there', async () => {
    await expect(recovery('Nowhere')).rejects.toHaveProperty('name', 'TableNotFoundException');
    await expect(recover('Nowhere', true)).rejects.toHaveProperty('name', 'TableNotFoundException');
  });

  it('has the limits of a new account', async () => {
    expect(await client.send(new DescribeLimitsCommand({}))).toMatchObject({
      AccountMaxReadCapacityUnits: 80_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });

  it('names an operation that it does not have', async () => {
    await expect(client.send(new ListBackupsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('has no operation "ListBackups"') as unknown,
    });
  });

  it('has streams', async () => {
    const { Streams } = await streamsClient(service.endpoint).send(new ListStreamsCommand({}));
    expect(Streams).toEqual([]);
  });

  it('knows what the emulator answers of all that the SDK can ask', async () => {
    const names = Object.keys(dynamoDb).flatMap((name) => /^(.+)Command$/.exec(name)?.[1] ?? []);
    const direct = async (name: string): Promise<string> => {
      const answer = await fetch(service.direct, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${name}`,
          'x-amz-date': '20260101T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
        },
        body: '{}',
      });
      return answer.text();
    };
    const answered: string[] = [];
    for (const name of names) {
      if (!(await direct(name)).includes('UnknownOperationException')) answered.push(name);
    }
    expect(answered.filter((name) => !name.includes('$')).sort()).toEqual(DYNOXIDE_OPERATIONS);
  });
});
