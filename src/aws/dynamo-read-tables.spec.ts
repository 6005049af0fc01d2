import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { boxesTable, itemsTable } from '../../test/support/box/box.projection';
import { stampsTable } from '../../test/support/stamp.table';
import { DynamoReadTables } from './dynamo-read-tables';

// What an emulator does not show. All the rest is in the contract that the tables keep (test/contract).
describe('DynamoReadTables', () => {
  it.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('reads as consistently as it is asked to (%p)', async (consistent, ConsistentRead) => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({}));
    const tables = new DynamoReadTables(client, (name) => name);
    const asked = consistent === undefined ? {} : { consistent };
    await tables.getMany(boxesTable, [{ id: 'one' }], asked);
    await tables.scan(boxesTable, { limit: 7, ...asked });
    await tables.query(itemsTable, 'one', { limit: 7, ...asked });
    expect(inputs).toMatchObject([
      { RequestItems: { BoxesTable: { ConsistentRead } } },
      { TableName: 'BoxesTable', ConsistentRead, Limit: 8 },
      { TableName: 'ItemsTable', ConsistentRead, Limit: 8 },
    ]);
  });

  it('asks an index, which knows no consistent reads', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({}));
    const tables = new DynamoReadTables(client, (name) => `${name}-1`);
    const after = { album: 'red', page: 'a', id: '1', more: 2 };
    await tables.queryIndex(stampsTable, 'byPage', 'red', { limit: 7, after });
    expect(inputs).toEqual([
      {
        TableName: 'StampsTable-1',
        IndexName: 'byPage',
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'album' },
        ExpressionAttributeValues: { ':partition': { S: 'red' } },
        Limit: 8,
        ConsistentRead: false,
        ExclusiveStartKey: { album: { S: 'red' }, page: { S: 'a' }, id: { S: '1' } },
      },
    ]);
  });

  it.each([
    ['get', (tables: DynamoReadTables) => tables.get(boxesTable, { id: 'one' })],
    ['getMany', (tables: DynamoReadTables) => tables.getMany(boxesTable, [{ id: 'one' }])],
    ['scan', (tables: DynamoReadTables) => tables.scan(boxesTable, { limit: 1 })],
    ['query', (tables: DynamoReadTables) => tables.query(itemsTable, 'one', { limit: 1 })],
    [
      'queryIndex',
      (tables: DynamoReadTables) => tables.queryIndex(stampsTable, 'byPage', 'red', { limit: 1 }),
    ],
  ])('says that the database does not answer: %s', async (_, act) => {
    const { client } = scripted(new DynamoDBClient({}), () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNRESET' });
    });
    const tables = new DynamoReadTables(client, (name) => name);
    await expect(act(tables)).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
  });
});
