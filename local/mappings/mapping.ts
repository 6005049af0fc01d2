import type { MappingDefinition } from './mapping-definition';
import type { ShardStatus } from './stream/shard-status';

/** What `/_local/streams` and `/_local/queues` show of a mapping. */
export interface MappingStatus {
  readonly mapping: string;
  readonly function: string;
  readonly source: string;
  /** Of stream mappings. */
  readonly shards?: readonly ShardStatus[];
  /** Of queue mappings. */
  readonly queue?: QueueWork;
}

export interface QueueWork {
  /** Invocations. */
  batches: number;
  failedBatches: number;
  /** Messages that were deleted. */
  messages: number;
  /** Messages left in the queue for another try. */
  returnedMessages: number;
}

/** A running event source mapping. */
export interface Mapping {
  readonly definition: MappingDefinition;
  status(): MappingStatus;
  /** Whether nothing is under way and nothing waits, as far as this mapping can see. */
  atRest(): Promise<boolean>;
  /** Whatever waits for another try is tried now: its function has new code. */
  retryNow(): Promise<void>;
  /** Waits for the invocation under way; aborts everything else. */
  stop(): Promise<void>;
}
