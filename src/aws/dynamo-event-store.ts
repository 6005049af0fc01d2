import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Commit } from '../eventsourcing/log/commit';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
  ReadRange,
  StreamsPage,
} from '../eventsourcing/log/event-store';
import type { IdempotencyRecord } from '../eventsourcing/writing/idempotency';
import type { Logger } from '../eventsourcing/logger';
import { DomainError } from '../kernel/domain-error';
import { idempotencyKeyOf, fromIdempotencyItem } from './idempotency-item';
import { appendActions, insertion, keeping } from './append-actions';
import { lostOrSentTwice, whyCanceled } from './append-outcome';
import { toItem, type Item } from './commit-item';
import { itemSize, LARGEST_ITEM } from './item-size';
import { LogReader } from './log-reader';
import { snapshotAtOf, withSnapshot } from './snapshot-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './transient';

export interface DynamoEventStoreOptions {
  /** Hears of damaged snapshots. */
  readonly logger?: Pick<Logger, 'warn'>;
  /** Events after which a snapshot is stored although it costs write units, for each 4 KB of state; 10 when absent. */
  readonly forcedEvery?: number;
}

/** The log in DynamoDB: one item a commit, and beside it tables of uniqueValues and of answers, each with one item for one. */
export class DynamoEventStore implements EventStore {
  private readonly reader: LogReader;

  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
    private readonly options: DynamoEventStoreOptions = {},
  ) {
    this.reader = new LogReader(client, () => nameOf('EventLogTable'), options.logger);
  }

  async append(commit: Commit, alongside: AppendOptions = {}): Promise<AppendResult> {
    const { uniqueValues, snapshot, record } = alongside;
    const plain = toItem(commit);
    const item = snapshot ? withSnapshot(plain, snapshot, this.options.forcedEvery) : plain;
    refuseTooLarge(item);
    const isAlone = !record && !uniqueValues?.taken.length && !uniqueValues?.released.length;
    return orUnavailable(isAlone ? this.put(item) : this.transact(item, alongside));
  }

  load(stream: string, fold: string, known = 0): Promise<LoadedStream> {
    return this.reader.load(stream, fold, known);
  }

  read(stream: string, range?: ReadRange): AsyncIterable<Commit> {
    return this.reader.read(stream, range);
  }

  async streams(type: string, limit: number, after?: string): Promise<StreamsPage> {
    const scan = new ScanCommand({
      TableName: this.nameOf('EventLogTable'),
      ProjectionExpression: '#stream',
      FilterExpression: 'version = :first AND begins_with(#stream, :type)',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':first': { N: '1' }, ':type': { S: `${type}#` } },
      ExclusiveStartKey: after === undefined ? undefined : (JSON.parse(after) as Item),
    });
    const { Items = [], LastEvaluatedKey } = await orUnavailable(this.client.send(scan));
    const found = Items.map(({ stream }) => stream?.S ?? '');
    // A page looks at one MB; the rest of what it found is found again by the next one.
    if (found.length > limit) {
      const streams = found.slice(0, limit);
      return { streams, next: JSON.stringify({ stream: { S: streams.at(-1) }, version: { N: '1' } }) };
    }
    return LastEvaluatedKey ? { streams: found, next: JSON.stringify(LastEvaluatedKey) } : { streams: found };
  }

  async findRecord(actor: string, key: string): Promise<IdempotencyRecord | undefined> {
    const get = new GetItemCommand({
      TableName: this.nameOf('IdempotencyTable'),
      Key: idempotencyKeyOf({ actor, key }),
      ConsistentRead: true,
    });
    const { Item } = await orUnavailable(this.client.send(get));
    const answer = Item && fromIdempotencyItem(Item, actor, key);
    return answer && answer.expiresAt * 1000 > Date.now() ? answer : undefined;
  }

  async keepRecord(answer: IdempotencyRecord): Promise<IdempotencyRecord> {
    try {
      await orUnavailable(this.client.send(new PutItemCommand(keeping(answer, this.nameOf))));
      return answer;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return fromIdempotencyItem(error.Item, answer.actor, answer.key);
    }
  }

  private async put(item: Item): Promise<AppendResult> {
    try {
      await this.client.send(new PutItemCommand(insertion(item, this.nameOf)));
      return { outcome: 'appended', snapshotAt: snapshotAtOf(item) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return lostOrSentTwice(item, error.Item);
      if (error instanceof TransactionConflictException) return { outcome: 'busy', inProgress: false };
      throw error;
    }
  }

  private async transact(item: Item, alongside: AppendOptions): Promise<AppendResult> {
    const actions = appendActions(item, alongside, this.nameOf);
    try {
      await this.client.send(new TransactWriteItemsCommand({ TransactItems: [...actions.actions] }));
      return { outcome: 'appended', snapshotAt: snapshotAtOf(item) };
    } catch (error) {
      if (error instanceof TransactionInProgressException) return { outcome: 'busy', inProgress: false };
      if (error instanceof TransactionCanceledException) return whyCanceled(error, item, actions, alongside);
      throw error;
    }
  }
}

function refuseTooLarge(item: Item): void {
  const size = itemSize(item);
  if (size <= LARGEST_ITEM) return;
  const kilobytes = Math.ceil(size / 1024);
  throw new DomainError(
    'too-large',
    'commit-too-large',
    `The command leads to ${kilobytes} KB of events; at most 400 KB fit into one commit. Ask for less at once.`,
  );
}
