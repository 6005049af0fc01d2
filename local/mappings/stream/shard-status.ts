/** What `/_local/streams` shows of a shard. */
export interface ShardStatus {
  readonly shardId: string;
  /** Sequence number up to which everything is done; undefined before the first record. */
  checkpoint: string | undefined;
  /** Records that were read but are not done. */
  pending: number;
  /** Failed invocations of the batch at the head; 0 when it is not being retried. */
  retries: number;
  /** Milliseconds since the oldest pending record was written. */
  iteratorAge: number;
  /** Invocations. */
  batches: number;
  failedBatches: number;
  /** Records done, discarded ones included. */
  records: number;
  discardedRecords: number;
}

export function noShardWork(shardId: string, checkpoint: string | undefined): ShardStatus {
  return {
    shardId,
    checkpoint,
    pending: 0,
    retries: 0,
    iteratorAge: 0,
    batches: 0,
    failedBatches: 0,
    records: 0,
    discardedRecords: 0,
  };
}
