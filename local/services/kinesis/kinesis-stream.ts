import { localArn } from '../local-account';
import { hashKey, hashRanges, rangeIndex, type HashRange } from './hash-range';
import { BEFORE_ALL, sequenceNumber } from './sequence-number';
import { ShardLog, type StoredRecord } from './shard-log';
import type { StreamConsumer } from './stream-consumer';

export type StreamMode = 'PROVISIONED' | 'ON_DEMAND';

export interface StreamSettings {
  readonly name: string;
  readonly shardCount: number;
  readonly mode: StreamMode;
  /** Data and partition key of one record. */
  readonly maxRecordBytes: number;
}

export interface Shard {
  readonly id: string;
  readonly range: HashRange;
  readonly log: ShardLog;
  /** Of one shard that was split, or of two that were merged; none of a shard that the stream began with. */
  readonly parents: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** No record of this shard has a smaller number. */
  readonly firstSequence: string;
  /** Of this shard's newest record, retained or not. */
  lastSequence: string;
  /** Takes no more records since then. */
  closed: { readonly at: number; readonly sequence: string } | undefined;
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

export const DEFAULT_RETENTION_HOURS = 24;

export class KinesisStream {
  readonly arn: string;
  /** In the order of their ids, closed ones too. */
  readonly shards: Shard[] = [];
  /** By name. */
  readonly consumers = new Map<string, StreamConsumer>();
  readonly tags = new Map<string, string>();
  mode: StreamMode;
  retentionHours = DEFAULT_RETENTION_HOURS;
  /** Of the newest record in any shard: numbers rise over the whole stream. */
  lastSequence = BEFORE_ALL;
  /** In the order of their ranges, which leave no gap. */
  private open: readonly Shard[];
  private count = 0;
  private shardCount = 0;

  constructor(
    readonly settings: StreamSettings,
    /** Milliseconds since the epoch. */
    readonly createdAt: number,
  ) {
    this.arn = localArn('kinesis', `stream/${settings.name}`);
    this.mode = settings.mode;
    this.open = hashRanges(settings.shardCount).map((range) => this.newShard(range, [], createdAt));
  }

  get openShards(): readonly Shard[] {
    return this.open;
  }

  append({ partitionKey, data, explicitHashKey }: NewRecord, now: number): Appended {
    const hash = explicitHashKey === undefined ? hashKey(partitionKey) : BigInt(explicitHashKey);
    const shard = this.openShardOf(hash);
    this.count += 1;
    const record = { sequenceNumber: this.sequenceAt(shard), arrival: now, partitionKey, data };
    shard.log.append(record);
    shard.lastSequence = this.lastSequence = record.sequenceNumber;
    return { shard, record };
  }

  openShardOf(hash: bigint): Shard {
    const shard = this.open[rangeIndex(this.open, hash)];
    if (shard === undefined) throw new RangeError(`Stream ${this.settings.name} has no shard for ${hash}.`);
    return shard;
  }

  /** @param at where the second half begins, inside the range of the shard */
  split(shard: Shard, at: bigint, now: number): void {
    const halves = [
      { start: shard.range.start, end: at - 1n },
      { start: at, end: shard.range.end },
    ];
    this.replace([shard], halves, now);
  }

  /** @param left ends where `right` begins */
  merge(left: Shard, right: Shard, now: number): void {
    this.replace([left, right], [{ start: left.range.start, end: right.range.end }], now);
  }

  private replace(parents: readonly Shard[], ranges: readonly HashRange[], now: number): void {
    this.count += 1;
    for (const parent of parents) parent.closed = { at: now, sequence: this.sequenceAt(parent) };
    this.count += 1;
    const ids = parents.map(({ id }) => id);
    const children = ranges.map((range) => this.newShard(range, ids, now));
    const begin = this.open.findIndex(({ id }) => id === ids[0]);
    this.open = [...this.open.slice(0, begin), ...children, ...this.open.slice(begin + parents.length)];
  }

  private newShard(range: HashRange, parents: readonly string[], createdAt: number): Shard {
    const index = this.shardCount++;
    const shard = {
      id: `shardId-${String(index).padStart(12, '0')}`,
      range,
      log: new ShardLog(),
      parents,
      createdAt,
      firstSequence: sequenceNumber(this.createdAt, this.count, index),
      lastSequence: BEFORE_ALL,
      closed: undefined,
    };
    this.shards.push(shard);
    return shard;
  }

  private sequenceAt({ id }: Shard): string {
    return sequenceNumber(this.createdAt, this.count, Number(id.slice('shardId-'.length)));
  }
}
