import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { all } from '../../test/support/commit-of';
import { scripted } from '../../test/support/scripted-client';
import { DynamoReservations } from './dynamo-reservations';

// What no emulator does on demand. All the rest is in the spec of the audit, on the local DynamoDB.
const canceled = (...codes: string[]): Error =>
  new TransactionCanceledException({
    message: 'no',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('DynamoReservations', () => {
  const key = 'shop#label#toys';
  const given = [{ stream: 'shop/box#1', version: 1 }];
  const failing = (error: Error): DynamoReservations => {
    const { client } = scripted(new DynamoDBClient({}), () => {
      throw error;
    });
    return new DynamoReservations(client, (name) => name);
  };

  const transactions = [
    ['looking', (holders: DynamoReservations) => holders.ownerGiven(key, given)],
    ['correcting', (holders: DynamoReservations) => holders.correct({ key, given })],
  ] as const;

  it.each(transactions)('is outdated while a command is at it: %s', async (_, act) => {
    await expect(act(failing(canceled('None', 'TransactionConflict')))).resolves.toBe('outdated');
  });

  it.each(transactions)('passes on any other refusal: %s', async (_, act) => {
    const error = canceled('ValidationError', 'None');
    await expect(act(failing(error))).rejects.toBe(error);
  });

  it.each([
    ...transactions,
    ['finding the owner', (holders: DynamoReservations) => holders.ownerOf(key)] as const,
    ['listing', (holders: DynamoReservations) => holders.pages().next()] as const,
  ])('says that the database does not answer: %s', async (_, act) => {
    const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    await expect(act(failing(error))).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('lists page by page', async () => {
    const reserved = (label: string): object => ({ uniqueValue: { S: label }, owner: { S: 'shop/box#1' } });
    const next = { uniqueValue: { S: 'a' } };
    const { client, inputs } = scripted(new DynamoDBClient({}), (_, call) =>
      call === 1 ? { Items: [reserved('a')], LastEvaluatedKey: next } : { Items: [reserved('b')] },
    );
    const pages = await all(new DynamoReservations(client, (name) => name).pages());
    expect(pages).toEqual(['a', 'b'].map((label) => [{ key: label, owner: 'shop/box#1' }]));
    expect(inputs).toMatchObject([{ TableName: 'UniqueValuesTable' }, { ExclusiveStartKey: next }]);
  });

  it('looks consistently', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({}));
    await new DynamoReservations(client, (name) => name).ownerOf(key);
    expect(inputs).toMatchObject([{ TableName: 'UniqueValuesTable', ConsistentRead: true }]);
  });
});
