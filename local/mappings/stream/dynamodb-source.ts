import { createHash } from 'node:crypto';
import { LOCAL_REGION } from '../../services/local-account';
import { AwsClient, dynamoDbService, streamsService } from '../../wire/aws-client';
import type { Shard, StreamSource } from './stream-source';
import type { StreamRecord } from './stream-record';

interface DescribeTable {
  readonly Table: { readonly LatestStreamArn?: string };
}

interface DescribeStream {
  readonly StreamDescription: {
    readonly Shards?: readonly { ShardId: string; ParentShardId?: string }[];
  };
}

interface DynamoDbRecord {
  readonly eventName: string;
  readonly eventVersion?: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
}

interface GetRecords {
  readonly Records: readonly DynamoDbRecord[];
  readonly NextShardIterator?: string | null;
}

/**
 * The newest stream of a table. Its ARN ends with a time that nobody can know beforehand, so the
 * table is asked for it.
 *
 * @param arn of the table or of any stream of it
 * @param functionId whose mapping reads it
 */
export async function dynamoDbSource(
  endpoint: string,
  arn: string,
  functionId: string,
  signal: AbortSignal,
): Promise<StreamSource> {
  const tables = new AwsClient(endpoint, dynamoDbService);
  const TableName = /:table\/([^/]+)/.exec(arn)?.[1];
  const { Table } = (await tables.call('DescribeTable', { TableName }, signal)) as DescribeTable;
  tables.close();
  const { LatestStreamArn: streamArn } = Table;
  if (streamArn === undefined) {
    throw new Error(`table ${TableName ?? arn} has no stream; give it a StreamSpecification`);
  }
  return sourceOf(new AwsClient(endpoint, streamsService, functionId), streamArn);
}

function sourceOf(client: AwsClient, arn: string): StreamSource {
  return {
    arn,
    batchInfo: 'DDBStreamBatchInfo',
    async shards(signal) {
      const { StreamDescription } = (await client.call(
        'DescribeStream',
        { StreamArn: arn },
        signal,
      )) as DescribeStream;
      return (StreamDescription.Shards ?? []).map(({ ShardId, ParentShardId }): Shard => ({
        id: ShardId,
        parents: ParentShardId === undefined ? [] : [ParentShardId],
      }));
    },
    async iterator(ShardId, position, signal) {
      const input = {
        StreamArn: arn,
        ShardId,
        ShardIteratorType: position.type,
        ...(position.type === 'AFTER_SEQUENCE_NUMBER' && { SequenceNumber: position.sequenceNumber }),
      };
      const { ShardIterator } = (await client.call('GetShardIterator', input, signal)) as {
        ShardIterator: string;
      };
      return ShardIterator;
    },
    async read(_shardId, ShardIterator, signal) {
      const { Records, NextShardIterator } = (await client.call(
        'GetRecords',
        { ShardIterator },
        signal,
      )) as GetRecords;
      return {
        records: Records.map((record) => streamRecord(record, arn)),
        next: NextShardIterator ?? undefined,
      };
    },
    close: () => {
      client.close();
    },
  };
}

/**
 * Source: "Using AWS Lambda with Amazon DynamoDB", example event. Emulators number their records per
 * table and invent a region, so id and region are set here.
 */
function streamRecord(record: DynamoDbRecord, arn: string): StreamRecord {
  const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: created } = record.dynamodb;
  return {
    sequenceNumber,
    arrival: created * 1000,
    event: {
      eventID: createHash('md5').update(`${arn} ${sequenceNumber}`).digest('hex'),
      eventName: record.eventName,
      eventVersion: record.eventVersion ?? '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: LOCAL_REGION,
      dynamodb: record.dynamodb,
      eventSourceARN: arn,
    },
  };
}
