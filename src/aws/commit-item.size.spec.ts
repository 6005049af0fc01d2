import { randomUUID } from 'node:crypto';
import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { itemSize } from './commit-item';

describe('the size of an item', () => {
  let dynamo: DynamoUnderTest;
  const TableName = 'Sizes';

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
    const create = new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await dynamo.client.send(create);
  });

  afterAll(async () => {
    await dynamo.stop();
  });

  it.each([
    ['text', { S: 'x'.repeat(20) }],
    ['text beyond ASCII', { S: 'é李👩' }],
    ['a version', { N: '1234' }],
    ['a time', { N: '1795255200123' }],
    ['a number with zeros at its end', { N: '1795255200000' }],
    ['binary', { B: Buffer.alloc(33) }],
  ])('is what DynamoDB bills for %s', async (_, value) => {
    const put = (padding: number): PutItemCommand =>
      new PutItemCommand({
        TableName,
        // A new item each time: an overwrite is billed for the larger of the two.
        Item: { id: { S: randomUUID() }, value, padding: { B: Buffer.alloc(padding) } },
        ReturnConsumedCapacity: 'TOTAL',
      });
    const unitsOf = async (padding: number): Promise<number | undefined> =>
      (await dynamo.client.send(put(padding))).ConsumedCapacity?.CapacityUnits;
    const room = 1024 - itemSize({ id: { S: randomUUID() }, value, padding: { B: Buffer.alloc(0) } });
    await expect(unitsOf(room)).resolves.toBe(1);
    await expect(unitsOf(room + 1)).resolves.toBe(2);
  });

  it('refuses to weigh what no commit has', () => {
    expect(() => itemSize({ flag: { BOOL: true } })).toThrow(TypeError);
  });
});
