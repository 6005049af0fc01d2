import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  type BatchGetItemInput,
} from '@aws-sdk/client-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { boxesTable, itemsTable, type BoxRow } from '../../test/support/box/box.projection';
import type { ProjectionWrite } from '../eventsourcing/consuming/projection-store';
import { table } from '../eventsourcing/reading/table';
import { DynamoProjectionStore } from './dynamo-projection-store';

const othersTable = table<BoxRow>()('OthersTable', { key: ['id'] });

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

  const nameOf = (name: string): string => `${name}-1`;
  const boxKeys = (...ids: string[]): object => ({ Keys: ids.map((id) => ({ id: { S: id } })) });

  it('reads what is asked for at the same time in one request, each table as consistently as it is asked for', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({
      Responses: { 'BoxesTable-1': [{ id: { S: 'one' }, version: { N: '3' } }] },
    }));
    const store = new DynamoProjectionStore(client, nameOf);
    const [boxes, others] = await Promise.all([
      store.rows(boxesTable, ['one', 'two'], { consistent: true }),
      store.rows(othersTable, ['one'], {}),
    ]);
    expect(boxes).toEqual(new Map([['one', { row: { id: 'one', version: 3 }, revision: 1 }]]));
    expect(others).toEqual(new Map());
    const RequestItems = {
      'BoxesTable-1': { ...boxKeys('one', 'two'), ConsistentRead: true },
      'OthersTable-1': { ...boxKeys('one'), ConsistentRead: false },
    };
    expect(inputs).toEqual([{ RequestItems }]);
  });

  it('asks for each table once in a request, and for no more keys than it takes', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), () => ({ Responses: {} }));
    const store = new DynamoProjectionStore(client, nameOf);
    const ids = Array.from({ length: 60 }, (_, index) => String(index));
    await Promise.all([
      store.rows(boxesTable, ['one'], {}),
      store.rows(boxesTable, ['one'], { consistent: true }),
      store.rows(othersTable, ids, {}),
      store.rows(itemsTable, ids, {}),
    ]);
    expect(inputs.map((input) => Object.keys((input as BatchGetItemInput).RequestItems ?? {}))).toEqual([
      ['BoxesTable-1', 'OthersTable-1'],
      ['BoxesTable-1', 'ItemsTable-1'],
    ]);
  });

  it('fails for the table that is gone alone', async () => {
    const { client } = scripted(new DynamoDBClient({}), ({ RequestItems = {} }: BatchGetItemInput) => {
      if ('OthersTable-1' in RequestItems) throw new Error('gone');
      return { Responses: {} };
    });
    const store = new DynamoProjectionStore(client, nameOf);
    const [boxes, others] = await Promise.allSettled([
      store.rows(boxesTable, ['one'], {}),
      store.rows(othersTable, ['one'], {}),
    ]);
    expect(boxes).toEqual({ status: 'fulfilled', value: new Map() });
    expect(others).toMatchObject({ status: 'rejected', reason: { message: 'gone' } });
  });
});
