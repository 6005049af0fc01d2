import type { StreamRecord } from './stream-record';

export interface Shard {
  readonly id: string;
  /** Read to its end before this shard, so that a key keeps its order over a split. */
  readonly parents: readonly string[];
}

export type StartingPosition =
  | { readonly type: 'TRIM_HORIZON' | 'LATEST' }
  /** Seconds since the epoch. */
  | { readonly type: 'AT_TIMESTAMP'; readonly timestamp: number }
  | { readonly type: 'AFTER_SEQUENCE_NUMBER'; readonly sequenceNumber: string };

export interface Reading {
  readonly records: readonly StreamRecord[];
  /** undefined at the end of a closed shard */
  readonly next: string | undefined;
}

/** A stream that a mapping reads: DynamoDB's or Kinesis's. */
export interface StreamSource {
  /** As events and failure records name it. */
  readonly arn: string;
  /** Name of the batch's description in a failure record. */
  readonly batchInfo: 'DDBStreamBatchInfo' | 'KinesisBatchInfo';
  shards(signal: AbortSignal): Promise<Shard[]>;
  iterator(shardId: string, position: StartingPosition, signal: AbortSignal): Promise<string>;
  read(shardId: string, iterator: string, signal: AbortSignal): Promise<Reading>;
  close(): void;
}
