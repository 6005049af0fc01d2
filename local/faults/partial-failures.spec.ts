import type { JsonObject } from '../template/json';
import { split } from './partial-failures';

/** Decides for one entry after the other: those that are named fail. */
function failing(...places: readonly number[]): () => number {
  let place = 0;
  return () => (places.includes(place++) ? 0 : 1);
}

describe('a partial failure', () => {
  it('of PutRecords is told at the place of the record', () => {
    const input: JsonObject = { StreamName: 'S', Records: ['a', 'b', 'c'] };
    const parts = split('PutRecords', input, failing(1));
    expect(parts?.rest).toEqual({ StreamName: 'S', Records: ['a', 'c'] });
    const error = {
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: expect.any(String) as unknown,
    };
    expect(parts?.merge({ FailedRecordCount: 0, Records: ['A', 'C'], EncryptionType: 'NONE' })).toEqual({
      FailedRecordCount: 1,
      Records: ['A', error, 'C'],
      EncryptionType: 'NONE',
    });
  });

  it('of PutEvents too', () => {
    const parts = split('PutEvents', { Entries: ['a', 'b'] }, failing(0));
    expect(parts?.rest).toEqual({ Entries: ['b'] });
    expect(parts?.merge({ FailedEntryCount: 0, Entries: ['B'] })).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'InternalFailure' }, 'B'],
    });
  });

  it.each(['SendMessageBatch', 'DeleteMessageBatch', 'ChangeMessageVisibilityBatch'])(
    'of %s is told by id',
    (operation) => {
      const parts = split(operation, { QueueUrl: 'Q', Entries: [{ Id: '0' }, { Id: '1' }] }, failing(0));
      expect(parts?.rest).toEqual({ QueueUrl: 'Q', Entries: [{ Id: '1' }] });
      expect(parts?.merge({ Successful: [{ Id: '1' }] })).toEqual({
        Successful: [{ Id: '1' }],
        Failed: [expect.objectContaining({ Id: '0', SenderFault: false, Code: 'InternalError' })],
      });
    },
  );

  it('of a batch of items leaves them unprocessed, table by table', () => {
    const input: JsonObject = {
      RequestItems: { A: { Keys: [1, 2], ConsistentRead: true }, B: { Keys: [3] } },
    };
    const parts = split('BatchGetItem', input, failing(1, 2));
    expect(parts?.rest).toEqual({ RequestItems: { A: { Keys: [1], ConsistentRead: true } } });
    expect(parts?.merge({ Responses: {}, UnprocessedKeys: {} })).toEqual({
      Responses: {},
      UnprocessedKeys: { A: { Keys: [2], ConsistentRead: true }, B: { Keys: [3] } },
    });
    const writes = split('BatchWriteItem', { RequestItems: { A: [1, 2] } }, failing(0));
    expect(writes?.rest).toEqual({ RequestItems: { A: [2] } });
    expect(writes?.merge({})).toEqual({ UnprocessedItems: { A: [1] } });
  });

  it('is of one entry at least, and may be of all', () => {
    expect(split('PutRecords', { Records: ['a', 'b'] }, () => 1)?.rest).toEqual({ Records: ['b'] });
    const all = split('PutRecords', { Records: ['a', 'b'] }, () => 0);
    expect(all?.rest).toBeUndefined();
    expect(all?.merge({})).toMatchObject({ FailedRecordCount: 2 });
    expect(split('GetItem', {}, () => 0)).toBeUndefined();
  });
});
