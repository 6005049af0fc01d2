import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { boxesTable, itemsTable } from '../../test/support/box/box.projection';
import type { ProjectionWrite } from '../eventsourcing/consuming/projection-store';
import { DynamoProjectionStore } from './dynamo-projection-store';

// What no emulator does on demand. All the rest is in the contract that the store keeps (test/contract).
const details = { message: 'no', $metadata: {} };

describe('DynamoProjectionStore', () => {
  const step: ProjectionWrite = {
    table: boxesTable,
    row: { id: 'one', version: 2 },
    revision: 1,
    basedOn: { version: 1, revision: 1 },
    details: [],
  };
  const key = { boxId: 'one', item: 'car' };
  const withDetails: ProjectionWrite = { ...step, details: [{ table: itemsTable, key }] };

  const failing = (error: Error): DynamoProjectionStore => {
    const { client } = scripted(new DynamoDBClient({}), () => {
      throw error;
    });
    return new DynamoProjectionStore(client, (name) => name);
  };
  const canceled = (...codes: string[]): Error =>
    new TransactionCanceledException({ ...details, CancellationReasons: codes.map((Code) => ({ Code })) });

  it('is stale when a transaction has the row in its hands', async () => {
    await expect(failing(new TransactionConflictException(details)).write(step)).resolves.toBe('stale');
    await expect(failing(canceled('None', 'TransactionConflict')).write(withDetails)).resolves.toBe('stale');
  });

  it.each([
    ['a transaction refused for another reason', canceled('None', 'ValidationError')],
    ['a transaction refused without a reason', new TransactionCanceledException(details)],
    ['a fault', new Error('disk on fire')],
  ])('passes on %s', async (_, error) => {
    await expect(failing(error).write(withDetails)).rejects.toBe(error);
  });

  it('reads rows consistently', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({ Responses: {} }));
    await new DynamoProjectionStore(client, (name) => `${name}-1`).rows(boxesTable, ['one']);
    expect(inputs).toMatchObject([{ RequestItems: { 'BoxesTable-1': { ConsistentRead: true } } }]);
  });
});
