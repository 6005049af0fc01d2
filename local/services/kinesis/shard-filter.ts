import { AwsError } from '../aws-json/aws-error';
import { optionalNumber, optionalObject, text, type Input } from '../aws-json/input';
import type { KinesisStream, Shard } from './kinesis-stream';
import type { StreamStore } from './stream-store';

/** The shards that a `ShardFilter` leaves ("ShardFilter", Kinesis API reference). */
export function filteredShards(store: StreamStore, stream: KinesisStream, input: Input): readonly Shard[] {
  const shards = store.shardsOf(stream);
  const filter = optionalObject(input, 'ShardFilter');
  if (filter === undefined) return shards;
  const type = text(filter, 'Type');
  switch (type) {
    case 'FROM_TRIM_HORIZON':
      return shards;
    case 'AT_TRIM_HORIZON':
      // The oldest that are left: what followed them was not open yet.
      return shards.filter(({ parents }) => !shards.some(({ id }) => parents.includes(id)));
    case 'AT_LATEST':
      return stream.openShards;
    case 'AT_TIMESTAMP': {
      const time = timestampOf(filter);
      return shards.filter((shard) => shard.createdAt <= time && wasOpen(shard, time));
    }
    case 'FROM_TIMESTAMP': {
      const time = timestampOf(filter);
      return shards.filter((shard) => wasOpen(shard, time));
    }
    case 'AFTER_SHARD_ID': {
      const after = text(filter, 'ShardId');
      return shards.filter(({ id }) => id > after);
    }
    default:
      throw new AwsError('ValidationException', `"${type}" is no Type of a ShardFilter.`);
  }
}

function wasOpen({ closed }: Shard, time: number): boolean {
  return closed === undefined || closed.at > time;
}

/** @returns milliseconds since the epoch */
function timestampOf(filter: Input): number {
  const seconds = optionalNumber(filter, 'Timestamp');
  if (seconds !== undefined) return seconds * 1000;
  throw new AwsError('InvalidArgumentException', 'This Type of a ShardFilter needs a Timestamp.');
}
