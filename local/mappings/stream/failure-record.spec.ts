import { newBatch, type Discard } from './batch';
import { failureObjectKey, failureRecord, type FailureSource } from './failure-record';

const records = [1_000, 2_500].map((arrival, index) => ({
  sequenceNumber: String(index + 7),
  arrival,
  event: {},
}));
const discard: Discard = {
  batch: { ...newBatch(records), invocations: 3 },
  reason: 'RetryAttemptsExhausted',
};
const source: FailureSource = {
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Route',
  streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/Events',
  shardId: 'shardId-000000000000',
  batchInfo: 'KinesisBatchInfo',
  requestId: 'request',
  error: { errorType: 'Error', errorMessage: 'no' },
};

describe('failureRecord', () => {
  it('describes a batch as Lambda does', () => {
    expect(failureRecord(discard, source, 60_000)).toEqual({
      requestContext: {
        requestId: 'request',
        functionArn: source.functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: '1970-01-01T00:01:00.000Z',
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: '7',
        endSequenceNumber: '8',
        approximateArrivalOfFirstRecord: '1970-01-01T00:00:01.000Z',
        approximateArrivalOfLastRecord: '1970-01-01T00:00:02.500Z',
        batchSize: 2,
        streamArn: source.streamArn,
      },
    });
  });

  it('names no function error when the function only reported failures', () => {
    expect(failureRecord(discard, { ...source, error: undefined }, 0)).toMatchObject({
      responseContext: { functionError: null },
    });
  });

  it('calls the batch of a table stream by its own name', () => {
    expect(failureRecord(discard, { ...source, batchInfo: 'DDBStreamBatchInfo' }, 0)).toHaveProperty(
      'DDBStreamBatchInfo',
    );
  });
});

describe('failureObjectKey', () => {
  it('has the layout of Lambda, and is never the same twice', () => {
    const time = Date.UTC(2026, 10, 5, 3, 4, 5);
    const keys = [0, 1].map(() => failureObjectKey('uuid', 'shard', time));

    expect(keys[0]).toMatch(/^aws\/lambda\/uuid\/shard\/2026\/11\/05\/2026-11-05T03\.04\.05-[\da-f-]{36}$/);
    expect(new Set(keys).size).toBe(2);
  });
});
