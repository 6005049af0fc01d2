import { fromDynamoRecord, fromKinesisRecord } from '../../src/aws/commit-records';

type FailedRecord = Parameters<typeof fromDynamoRecord>[0] & Parameters<typeof fromKinesisRecord>[0];

export interface FailedBatch {
  /** That its records tell of, each once. */
  readonly streams: readonly string[];
  /** Why records could not be read, one reason for each. */
  readonly unreadable: readonly string[];
}

/**
 * What a batch that a stream mapping gave up tells of.
 *
 * @param text content of an object ("Retain discarded records", Lambda developer guide); the payload is JSON in JSON
 * @throws Error for an object that holds no batch
 */
export function parseFailedBatch(text: string): FailedBatch {
  const streams = new Set<string>();
  const unreadable: string[] = [];
  for (const record of recordsOf(text)) {
    try {
      const stream =
        'kinesis' in record ? fromKinesisRecord(record).commit.stream : fromDynamoRecord(record)?.stream;
      if (stream !== undefined) streams.add(stream);
    } catch (error) {
      unreadable.push(String(error));
    }
  }
  return { streams: [...streams], unreadable };
}

function recordsOf(text: string): readonly FailedRecord[] {
  const object = JSON.parse(text) as { readonly payload?: unknown } | null;
  const payload: unknown = typeof object?.payload === 'string' ? JSON.parse(object.payload) : object?.payload;
  if (typeof payload === 'object' && payload !== null && 'Records' in payload) {
    const { Records } = payload;
    if (Array.isArray(Records)) return Records as FailedRecord[];
  }
  throw new TypeError('it holds no batch of a stream mapping: there is no payload with Records');
}
