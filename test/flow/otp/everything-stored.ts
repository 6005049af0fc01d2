import { DescribeTableCommand, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand as GetStreamRecordsCommand,
  GetShardIteratorCommand as GetStreamIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis';
import { ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Endpoints } from '../../../local/services/endpoints';
import { fromItem, snapshotOf, type Item } from '../../../src/aws/commit-item';
import { Password } from '../../../src/contexts/otp/password/domain/password';
import { User } from '../../../src/contexts/otp/user/domain/user';
import { foldOf } from '../../../src/eventsourcing/writing/remembered-state';
import { dynamoDbClient, kinesisClient, sqsClient, streamsClient } from '../../support/local/clients';

/** Texts by the place where they lie: the name of a table or queue, or what follows it. */
export type Stored = Map<string, string[]>;

const FOLDS = [foldOf(new Password('any')), foldOf(new User('any'))];

/** Everything that an application on this machine keeps, as text: what is packed is unpacked. */
export async function everythingStored(endpoints: Endpoints): Promise<Stored> {
  const stored: Stored = new Map();
  const put = (place: string, text: string): void => {
    stored.set(place, [...(stored.get(place) ?? []), text]);
  };
  await Promise.all([
    readTables(endpoints.dynamodb, put),
    readEventStreams(endpoints.kinesis, put),
    readQueues(endpoints.sqs, put),
  ]);
  return stored;
}

type Put = (place: string, text: string) => void;

async function readTables(endpoint: string, put: Put): Promise<void> {
  const client = dynamoDbClient(endpoint);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
      for (const item of Items) putItem(TableName, item, put);
    }
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.LatestStreamArn) await readTableStream(endpoint, Table.LatestStreamArn, put);
  }
}

/** As it lies there, and what its binary attributes hold. */
function putItem(place: string, item: Item, put: Put): void {
  put(
    place,
    JSON.stringify(item, (_, value: unknown) => (isBinary(value) ? textOf(value) : value)),
  );
  if (!place.startsWith('EventLogTable')) return;
  const commit = fromItem(item);
  put(place, JSON.stringify(commit));
  for (const fold of FOLDS) {
    const snapshot = snapshotOf(item, commit, fold);
    if (typeof snapshot === 'object') put('snapshots', snapshot.state);
  }
}

function isBinary(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

async function readTableStream(endpoint: string, StreamArn: string, put: Put): Promise<void> {
  const client = streamsClient(endpoint);
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let { ShardIterator } = await client.send(new GetStreamIteratorCommand(from));
    for (let isMore = true; isMore && ShardIterator;) {
      const page = await client.send(new GetStreamRecordsCommand({ ShardIterator }));
      const images = (page.Records ?? []).map(({ dynamodb }) => dynamodb?.NewImage);
      for (const image of images) {
        if (!image) continue;
        put('table stream', JSON.stringify(fromItem(image)));
      }
      isMore = images.length > 0;
      ShardIterator = page.NextShardIterator;
    }
  }
}

async function readEventStreams(endpoint: string, put: Put): Promise<void> {
  const client = kinesisClient(endpoint);
  const { StreamNames = [] } = await client.send(new ListStreamsCommand({}));
  for (const StreamName of StreamNames) {
    const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
    for (const { ShardId } of Shards) {
      const from = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      let { ShardIterator } = await client.send(new GetShardIteratorCommand(from));
      for (let isMore = true; isMore && ShardIterator;) {
        const { Records = [], NextShardIterator } = await client.send(
          new GetRecordsCommand({ ShardIterator }),
        );
        for (const { Data } of Records) put('event stream', Buffer.from(Data ?? []).toString());
        isMore = Records.length > 0;
        ShardIterator = NextShardIterator;
      }
    }
  }
}

/** What waits in queues, dead-letter queues among them; it is hidden from others for a moment. */
async function readQueues(endpoint: string, put: Put): Promise<void> {
  const client = sqsClient(endpoint);
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  for (const QueueUrl of QueueUrls) {
    const name = QueueUrl.split('/').at(-1) ?? '';
    for (let isMore = true; isMore;) {
      const order = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60 };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(order));
      for (const { Body = '' } of Messages) put(name, Body);
      isMore = Messages.length > 0;
    }
  }
}
