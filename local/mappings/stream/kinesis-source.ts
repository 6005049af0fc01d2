import { LOCAL_REGION } from '../../services/local-account';
import { AwsClient, kinesisService } from '../../wire/aws-client';
import type { Shard, StreamSource } from './stream-source';
import type { StreamRecord } from './stream-record';

interface ListShards {
  readonly Shards: readonly { ShardId: string; ParentShardId?: string; AdjacentParentShardId?: string }[];
}

interface KinesisRecord {
  readonly SequenceNumber: string;
  /** Seconds since the epoch. */
  readonly ApproximateArrivalTimestamp: number;
  readonly PartitionKey: string;
  /** Base64, as functions get it too. */
  readonly Data: string;
}

interface GetRecords {
  readonly Records: readonly KinesisRecord[];
  readonly NextShardIterator?: string | null;
}

/** Kinesis takes up to 10,000; this much is enough to keep any function busy. */
const READ_LIMIT = 1_000;

/**
 * @param arn of the stream, whose name it ends with
 * @param functionId whose mapping reads it
 */
export function kinesisSource(endpoint: string, arn: string, functionId: string): StreamSource {
  const client = new AwsClient(endpoint, kinesisService, functionId);
  const StreamName = arn.slice(arn.indexOf('/') + 1);
  return {
    arn,
    batchInfo: 'KinesisBatchInfo',
    async shards(signal) {
      const { Shards } = (await client.call('ListShards', { StreamName }, signal)) as ListShards;
      return Shards.map(({ ShardId, ParentShardId, AdjacentParentShardId }): Shard => ({
        id: ShardId,
        parents: [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined),
      }));
    },
    async iterator(ShardId, position, signal) {
      const input = {
        StreamName,
        ShardId,
        ShardIteratorType: position.type,
        ...(position.type === 'AT_TIMESTAMP' && { Timestamp: position.timestamp }),
        ...(position.type === 'AFTER_SEQUENCE_NUMBER' && { StartingSequenceNumber: position.sequenceNumber }),
      };
      const { ShardIterator } = (await client.call('GetShardIterator', input, signal)) as {
        ShardIterator: string;
      };
      return ShardIterator;
    },
    async read(shardId, ShardIterator, signal) {
      const { Records, NextShardIterator } = (await client.call(
        'GetRecords',
        { ShardIterator, Limit: READ_LIMIT },
        signal,
      )) as GetRecords;
      return {
        records: Records.map((record) => streamRecord(record, shardId, arn)),
        next: NextShardIterator ?? undefined,
      };
    },
    close: () => {
      client.close();
    },
  };
}

/** Source: "Using Lambda to process records from Amazon Kinesis Data Streams", example event. */
function streamRecord(record: KinesisRecord, shardId: string, arn: string): StreamRecord {
  const { SequenceNumber: sequenceNumber, ApproximateArrivalTimestamp: arrival } = record;
  return {
    sequenceNumber,
    arrival: arrival * 1000,
    event: {
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: record.PartitionKey,
        sequenceNumber,
        data: record.Data,
        approximateArrivalTimestamp: arrival,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shardId}:${sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
      awsRegion: LOCAL_REGION,
      eventSourceARN: arn,
    },
  };
}
