import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, text } from '../aws-json/input';
import { namedShard } from './describe-operations';
import { hashRanges, isHashKey } from './hash-range';
import type { KinesisStream, Shard } from './kinesis-stream';
import { namedStream } from './named-stream';
import type { StreamStore } from './stream-store';

/** Streams never show the UPDATING that AWS has for some seconds: the new shards are there at once. */
export function reshardOperations(store: StreamStore): Operations {
  return {
    SplitShard: (input) => {
      const stream = namedStream(store, input);
      const shard = openShard(stream, text(input, 'ShardToSplit'));
      const key = text(input, 'NewStartingHashKey');
      const { start, end } = shard.range;
      if (!isHashKey(key) || BigInt(key) <= start || BigInt(key) > end) {
        throw invalid(
          `NewStartingHashKey ${key} used in SplitShard() on shard ${shard.id} is not both greater than the ` +
            `shard's StartingHashKey ${start} and less than or equal to its EndingHashKey ${end}.`,
        );
      }
      store.reshard(stream, (now) => {
        stream.split(shard, BigInt(key), now);
      });
      return {};
    },

    MergeShards: (input) => {
      const stream = namedStream(store, input);
      const one = openShard(stream, text(input, 'ShardToMerge'));
      const other = openShard(stream, text(input, 'AdjacentShardToMerge'));
      const [left, right] = one.range.start < other.range.start ? [one, other] : [other, one];
      if (left.range.end + 1n !== right.range.start) {
        throw invalid(
          `Shards ${one.id} and ${other.id} in stream ${stream.settings.name} are not an adjacent pair of shards ` +
            'eligible for merging.',
        );
      }
      store.reshard(stream, (now) => {
        stream.merge(left, right, now);
      });
      return {};
    },

    UpdateShardCount: (input) => {
      const stream = namedStream(store, input);
      const current = stream.openShards.length;
      const target = boundedInteger(input, 'TargetShardCount', 1, 10_000, 0);
      const type = text(input, 'ScalingType');
      if (type !== 'UNIFORM_SCALING')
        throw invalid(`"${type}" is no ScalingType; it has to be UNIFORM_SCALING.`);
      if (target > current * 2 || target * 2 < current) {
        throw new AwsError(
          'LimitExceededException',
          `UpdateShardCount takes a stream of ${current} shards to at least half and at most double of them, ` +
            `not to ${target}.`,
        );
      }
      store.reshard(stream, (now) => {
        scale(stream, target, now);
      });
      const { arn, settings } = stream;
      return {
        StreamName: settings.name,
        StreamARN: arn,
        CurrentShardCount: current,
        TargetShardCount: target,
      };
    },
  };
}

/** Splits at every border that is new, and then merges what lies between two of them. */
function scale(stream: KinesisStream, count: number, now: number): void {
  const ranges = hashRanges(count);
  for (const { start } of ranges) {
    const shard = stream.openShardOf(start);
    if (shard.range.start !== start) stream.split(shard, start, now);
  }
  for (const { start, end } of ranges) {
    for (let shard = stream.openShardOf(start); shard.range.end < end; shard = stream.openShardOf(start)) {
      stream.merge(shard, stream.openShardOf(shard.range.end + 1n), now);
    }
  }
}

function openShard(stream: KinesisStream, id: string): Shard {
  const shard = namedShard(stream, id);
  if (shard.closed === undefined) return shard;
  throw invalid(
    `Shard ${id} in stream ${stream.settings.name} has already been merged or split, and thus is not eligible ` +
      'for merging or splitting.',
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidArgumentException', message);
}
