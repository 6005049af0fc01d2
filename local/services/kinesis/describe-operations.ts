import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalText } from '../aws-json/input';
import { wireRange } from './hash-range';
import type { KinesisStream, Shard } from './kinesis-stream';
import { namedStream } from './named-stream';
import { pageAfter } from '../aws-json/page';
import { filteredShards } from './shard-filter';
import type { StreamStore } from './stream-store';

const MAX_PAGE = 10_000;

export function describeOperations(store: StreamStore): Operations {
  return {
    DescribeStream: (input) => {
      const stream = namedStream(store, input);
      const limit = boundedInteger(input, 'Limit', 1, MAX_PAGE, 100);
      const page = pageAfter(
        store.shardsOf(stream),
        shardId,
        optionalText(input, 'ExclusiveStartShardId'),
        limit,
      );
      const Shards = page.items.map(describeShard);
      return { StreamDescription: { ...describe(stream), Shards, HasMoreShards: page.hasMore } };
    },

    DescribeStreamSummary: (input) => {
      const stream = namedStream(store, input);
      return {
        StreamDescriptionSummary: {
          ...describe(stream),
          OpenShardCount: stream.openShards.length,
          ConsumerCount: stream.consumers.size,
          MaxRecordSizeInKiB: stream.settings.maxRecordBytes / 1024,
        },
      };
    },

    ListShards: (input) => {
      const token = optionalText(input, 'NextToken');
      const [name, tokenShard] = token?.split('/') ?? [];
      const stream = name === undefined ? namedStream(store, input) : store.get(name);
      const after = tokenShard ?? optionalText(input, 'ExclusiveStartShardId');
      const page = pageAfter(
        filteredShards(store, stream, input),
        shardId,
        after,
        boundedInteger(input, 'MaxResults', 1, MAX_PAGE, 1000),
      );
      const last = page.items.at(-1);
      return {
        Shards: page.items.map(describeShard),
        ...(page.hasMore && last !== undefined && { NextToken: `${stream.settings.name}/${last.id}` }),
      };
    },
  };
}

export function namedShard(stream: KinesisStream, id: string): Shard {
  const shard = stream.shards.find((candidate) => candidate.id === id);
  if (shard !== undefined) return shard;
  throw new AwsError('ResourceNotFoundException', `Shard ${id} in stream ${stream.settings.name} not found.`);
}

function describe({ arn, createdAt, settings, mode, retentionHours }: KinesisStream): object {
  return {
    StreamName: settings.name,
    StreamARN: arn,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: mode },
    StreamCreationTimestamp: createdAt / 1000,
    RetentionPeriodHours: retentionHours,
    EncryptionType: 'NONE',
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  };
}

function describeShard({ id, range, parents, firstSequence, closed }: Shard): object {
  const [ParentShardId, AdjacentParentShardId] = parents;
  return {
    ShardId: id,
    ParentShardId,
    AdjacentParentShardId,
    HashKeyRange: wireRange(range),
    SequenceNumberRange: {
      StartingSequenceNumber: firstSequence,
      EndingSequenceNumber: closed?.sequence,
    },
  };
}

function shardId({ id }: Shard): string {
  return id;
}
