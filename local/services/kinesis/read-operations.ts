import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, text } from '../aws-json/input';
import { namedShard } from './describe-operations';
import { wireRange } from './hash-range';
import type { KinesisStream, Shard } from './kinesis-stream';
import { namedStream } from './named-stream';
import { decodeIterator, encodeIterator } from './shard-iterator';
import type { StoredRecord } from './shard-log';
import { startAfter } from './starting-position';
import type { StreamStore } from './stream-store';

/** "GetRecords", Kinesis API reference. Reads per second are not limited here. */
const MAX_RECORDS = 10_000;
const MAX_BYTES = 10 * 1024 * 1024;

const POSITION = { type: 'ShardIteratorType', sequenceNumber: 'StartingSequenceNumber' };

export function readOperations(store: StreamStore): Operations {
  return {
    GetShardIterator: (input) => {
      const stream = namedStream(store, input);
      const shard = namedShard(stream, text(input, 'ShardId'));
      store.dropExpired(stream, shard);
      const after = startAfter(input, shard, POSITION);
      return { ShardIterator: encodeIterator({ stream: stream.settings.name, shard: shard.id, after }) };
    },

    GetRecords: (input) => {
      const iterator = decodeIterator(text(input, 'ShardIterator'));
      const stream = store.get(iterator.stream);
      const shard = namedShard(stream, iterator.shard);
      store.dropExpired(stream, shard);
      const limit = boundedInteger(input, 'Limit', 1, MAX_RECORDS, MAX_RECORDS);
      const { after, children, ...reading } = readShard(stream, shard, iterator.after, limit, MAX_BYTES);
      return {
        ...reading,
        ...(children === undefined
          ? { NextShardIterator: encodeIterator({ ...iterator, after }) }
          : { ChildShards: children }),
      };
    },
  };
}

export interface ShardReading {
  readonly Records: readonly object[];
  readonly MillisBehindLatest: number;
  /** The number after which the next reading begins. */
  readonly after: string;
  /** Set at the end of a closed shard: what follows it. */
  readonly children: readonly object[] | undefined;
}

/** What GetRecords and SubscribeToShard say of one reading. */
export function readShard(
  stream: KinesisStream,
  shard: Shard,
  from: string,
  limit: number,
  maxBytes: number,
): ShardReading {
  const { records, next } = shard.log.read(from, limit, maxBytes);
  const isOver = shard.closed !== undefined && next === undefined;
  return {
    Records: records.map(wireRecord),
    MillisBehindLatest: next === undefined ? 0 : Math.max(1, Date.now() - next.arrival),
    after: records.at(-1)?.sequenceNumber ?? from,
    children: isOver ? childrenOf(stream, shard) : undefined,
  };
}

function childrenOf({ shards }: KinesisStream, { id }: Shard): object[] {
  return shards
    .filter(({ parents }) => parents.includes(id))
    .map((child) => ({
      ShardId: child.id,
      ParentShards: child.parents,
      HashKeyRange: wireRange(child.range),
    }));
}

function wireRecord({ sequenceNumber, arrival, partitionKey, data }: StoredRecord): object {
  return {
    SequenceNumber: sequenceNumber,
    ApproximateArrivalTimestamp: arrival / 1000,
    PartitionKey: partitionKey,
    Data: data,
  };
}
