import { fromDynamoRecord, fromKinesisRecord } from '../../src/aws/commit-records';

/** What a stream mapping gave up, as Lambda writes it into a bucket: the description of the batch, and its payload. */
interface FailedBatch {
  readonly payload: { readonly Records: readonly FailedRecord[] };
}

type FailedRecord = Parameters<typeof fromDynamoRecord>[0] & Parameters<typeof fromKinesisRecord>[0];

/**
 * The streams that a batch told of, each once.
 *
 * @param text content of an object ("Retain discarded records", Lambda developer guide); the payload is JSON in JSON
 * @throws Error for an object that holds no batch
 */
export function streamsOfFailedBatch(text: string): string[] {
  const { Records } = batchOf(text).payload;
  const commits = Records.map((record) =>
    'kinesis' in record ? fromKinesisRecord(record) : fromDynamoRecord(record),
  );
  return [...new Set(commits.flatMap((commit) => (commit ? [commit.stream] : [])))];
}

function batchOf(text: string): FailedBatch {
  const object = JSON.parse(text) as { readonly payload?: unknown };
  const payload: unknown = typeof object.payload === 'string' ? JSON.parse(object.payload) : object.payload;
  if (typeof payload === 'object' && payload !== null && 'Records' in payload && Array.isArray(payload.Records)) {
    return { payload: payload as FailedBatch['payload'] };
  }
  throw new TypeError('the object holds no batch of a stream mapping: it has no payload with Records');
}
