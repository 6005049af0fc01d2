import { localArn } from '../local-account';
import { hashKey, hashRanges, rangeIndex, type HashRange } from './hash-range';
import { BEFORE_ALL, sequenceNumber } from './sequence-number';
import { ShardLog, type StoredRecord } from './shard-log';

export interface StreamSettings {
  readonly name: string;
  readonly shardCount: number;
  readonly mode: 'PROVISIONED' | 'ON_DEMAND';
  /** Data and partition key of one record. */
  readonly maxRecordBytes: number;
}

export interface Shard {
  readonly id: string;
  readonly range: HashRange;
  readonly log: ShardLog;
  /** Of this shard's newest record, retained or not. */
  lastSequence: string;
}

export interface NewRecord {
  readonly partitionKey: string;
  readonly data: string;
  readonly explicitHashKey: string | undefined;
}

export interface Appended {
  readonly shard: Shard;
  readonly record: StoredRecord;
}

export class KinesisStream {
  readonly arn: string;
  readonly shards: readonly Shard[];
  /** Of the newest record in any shard: numbers rise over the whole stream. */
  lastSequence = BEFORE_ALL;
  private count = 0;

  constructor(
    readonly settings: StreamSettings,
    /** Milliseconds since the epoch. */
    readonly createdAt: number,
  ) {
    this.arn = localArn('kinesis', `stream/${settings.name}`);
    this.shards = hashRanges(settings.shardCount).map((range, index) => ({
      id: `shardId-${String(index).padStart(12, '0')}`,
      range,
      log: new ShardLog(),
      lastSequence: BEFORE_ALL,
    }));
  }

  append({ partitionKey, data, explicitHashKey }: NewRecord, now: number): Appended {
    const hash = explicitHashKey === undefined ? hashKey(partitionKey) : BigInt(explicitHashKey);
    const index = rangeIndex(hash, this.shards.length);
    const shard = this.shards[index];
    if (shard === undefined) throw new RangeError(`Stream ${this.settings.name} has no shard ${index}.`);

    this.count += 1;
    const record = {
      sequenceNumber: sequenceNumber(this.createdAt, this.count, index),
      arrival: now,
      partitionKey,
      data,
    };
    shard.log.append(record);
    shard.lastSequence = this.lastSequence = record.sequenceNumber;
    return { shard, record };
  }
}
