import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  type CancellationReason,
} from '@aws-sdk/client-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { sealed } from '../../test/support/box/box.events';
import { all, recordOf, commitOf } from '../../test/support/commit-of';
import { toItem } from './commit-item';
import { DynamoEventStore } from './dynamo-event-store';
import { toIdempotencyItem } from './dynamo-idempotency-store';

// What no emulator does on demand. All the rest is in the contract that the store keeps (test/contract).
const details = { message: 'no', $metadata: {} };
const canceled = (...codes: string[]): Error => {
  const CancellationReasons = codes.map((Code): CancellationReason => ({ Code }));
  return new TransactionCanceledException({ ...details, CancellationReasons });
};

describe('DynamoEventStore', () => {
  const commit = commitOf('shop/box#1', 1, sealed);
  const uniqueValue = { scope: 'shop', name: 'label', value: 'toys' };
  const plain = {};
  const reserving = { uniqueValues: { taken: [uniqueValue], released: [] } };

  const failing = (error: Error): DynamoEventStore => {
    const { client } = scripted(new DynamoDBClient({}), () => {
      throw error;
    });
    return new DynamoEventStore(client, (name) => name);
  };

  it.each([
    ['another transaction touches the item', plain, new TransactionConflictException(details)],
    ['the same transaction is still running', reserving, new TransactionInProgressException(details)],
    ['another transaction touches the commit', reserving, canceled('TransactionConflict', 'None')],
    ['another transaction touches the unique value', reserving, canceled('None', 'TransactionConflict')],
  ])('is busy when %s', async (_, alongside, error) => {
    const result = failing(error).append(commit, alongside);
    await expect(result).resolves.toEqual({ outcome: 'busy', inProgress: false });
  });

  it('lets a broken rule count more than a transaction in the way', async () => {
    const error = canceled('TransactionConflict', 'ConditionalCheckFailed');
    await expect(failing(error).append(commit, reserving)).resolves.toEqual({
      outcome: 'taken',
      value: uniqueValue,
    });
  });

  it('recognises its own commit also behind the record that came with it', async () => {
    const record = recordOf();
    const Code = 'ConditionalCheckFailed';
    const CancellationReasons = [
      { Code, Item: toItem(commit) },
      { Code, Item: toIdempotencyItem(record) },
    ];
    const error = new TransactionCanceledException({ ...details, CancellationReasons });
    await expect(failing(error).append(commit, { record })).resolves.toMatchObject({
      outcome: 'appended',
    });
  });

  it.each([
    ['for a reason that it does not know', canceled('None', 'ItemCollectionSizeLimitExceeded')],
    ['without a reason', new TransactionCanceledException(details)],
    ['by something else', new Error('disk on fire')],
  ])('passes on what is refused %s', async (_, error) => {
    await expect(failing(error).append(commit, reserving)).rejects.toBe(error);
  });

  it.each([
    ['append', (store: DynamoEventStore) => store.append(commit, plain)],
    ['append with unique values', (store: DynamoEventStore) => store.append(commit, reserving)],
    ['read', (store: DynamoEventStore) => all(store.read('shop/box#1'))],
  ])('says that the database does not answer: %s', async (_, act) => {
    const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    await expect(act(failing(error))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
    });
  });

  it('passes on that a plain commit cannot be written', async () => {
    await expect(failing(new Error('disk on fire')).append(commit, plain)).rejects.toThrow('disk on fire');
  });

  it.each(['ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'is not available when %s cancels it',
    async (Code) => {
      await expect(failing(canceled('None', Code)).append(commit, reserving)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
    },
  );

  it('reads consistently', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({ Items: [] }));
    await all(new DynamoEventStore(client, (name) => name).read('shop/box#1', { from: 5 }));
    expect(inputs).toMatchObject([{ TableName: 'EventLogTable', ConsistentRead: true }]);
  });
});
