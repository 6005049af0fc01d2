import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Commit } from '../eventsourcing/log/commit';
import type { ReadRange } from '../eventsourcing/log/event-log';
import type { Logger } from '../eventsourcing/logger';
import type {
  AppendOptions,
  AppendResult,
  EventStore,
  LoadedStream,
} from '../eventsourcing/writing/event-store';
import { DomainError } from '../kernel/domain-error';
import { appendActions, insertion, lostOrSentTwice, whyCanceled } from './append-transaction';
import { itemSize, LARGEST_ITEM, toItem, type Item } from './commit-item';
import { LogReader } from './log-reader';
import { markOf, withSnapshot } from './snapshot-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './transient';

export interface DynamoEventStoreOptions {
  /** Hears of damaged snapshots. */
  readonly logger?: Pick<Logger, 'warn'>;
  /** Events after which a snapshot is stored although it costs write units, for each 4 KB of state; 10 when absent. */
  readonly forcedEvery?: number;
}

/** The log in DynamoDB: one item a commit. In one transaction with it go reservations of unique values and an idempotency record, one item for each. */
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

  private async put(item: Item): Promise<AppendResult> {
    try {
      await this.client.send(new PutItemCommand(insertion(item, this.nameOf)));
      return { outcome: 'appended', mark: markOf(item) };
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
      return { outcome: 'appended', mark: markOf(item) };
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
