import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
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
import { uniqueValueKey, type UniqueValue } from '../eventsourcing/writing/unique-value';
import {
  markOf,
  withSnapshot,
  commitIdOf,
  fromItem,
  type Item,
  checkActions,
  storableItem,
} from './commit-item';
import { fromIdempotencyItem, keeping } from './dynamo-idempotency-store';
import { LogReader } from './log-reader';
import type { TableNames } from './table-names';
import { orUnavailable } from './aws-calls';

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
    const plain = storableItem(commit);
    checkActions(commit.stream, alongside);
    const item = snapshot ? withSnapshot(plain, snapshot, this.options.forcedEvery) : plain;
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

type Put = NonNullable<TransactWriteItem['Put']>;
type Delete = NonNullable<TransactWriteItem['Delete']>;

const REFUSED = 'ConditionalCheckFailed';
const CONTENDED = 'TransactionConflict';

/** What has to be written, and where in the list which part of it is. */
interface AppendActions {
  readonly actions: readonly TransactWriteItem[];
  readonly taken: readonly UniqueValue[];
  /** Index of the action that keeps the record; -1 for none. */
  readonly recordAt: number;
}

/** @param item of the commit; its action is the first */
function appendActions(
  item: Item,
  { uniqueValues: { taken, released } = { taken: [], released: [] }, record }: AppendOptions,
  nameOf: TableNames,
): AppendActions {
  const owner = item.stream?.S ?? '';
  const actions = [
    { Put: insertion(item, nameOf) },
    ...taken.map((value) => ({ Put: taking(value, owner, nameOf) })),
    ...released.map((value) => ({ Delete: releasing(value, owner, nameOf) })),
    ...(record ? [{ Put: keeping(record, nameOf) }] : []),
  ];
  return { actions, taken, recordAt: record ? actions.length - 1 : -1 };
}

/** A commit may only be written where there is none. */
function insertion(Item: Item, nameOf: TableNames): Put {
  return {
    TableName: nameOf('EventLogTable'),
    Item,
    ConditionExpression: 'attribute_not_exists(version)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/**
 * What the item in the way says: another commit, or this one. The SDK sends again when an answer is lost, and then
 * meets its own commit.
 *
 * @param own the item that was refused
 */
function lostOrSentTwice(own: Item, winner: Item | undefined): AppendResult {
  if (!winner) return { outcome: 'conflict' };
  const [commit, mark] = [fromItem(winner), markOf(winner)];
  if (commit.commitId === commitIdOf(own)) return { outcome: 'appended', mark };
  return { outcome: 'conflict', winner: { commit, mark } };
}

/** Why a transaction was cancelled. What is known for good goes before what a newer state may change. */
function whyCanceled(
  error: TransactionCanceledException,
  own: Item,
  { taken, recordAt }: AppendActions,
  { record }: AppendOptions,
): AppendResult {
  const reasons = error.CancellationReasons ?? [];
  const refused = (index: number): boolean => reasons[index]?.Code === REFUSED;
  const log = refused(0) ? lostOrSentTwice(own, reasons[0]?.Item) : undefined;
  if (log?.outcome === 'appended') return log;

  const kept = refused(recordAt) ? reasons[recordAt]?.Item : undefined;
  if (record && kept)
    return { outcome: 'repeated', record: fromIdempotencyItem(kept, record.actor, record.key) };
  if (log) return log;

  const value = taken.find((_, index) => refused(1 + index));
  if (value) return { outcome: 'taken', value };
  if (reasons.some(({ Code }) => Code === CONTENDED)) {
    return { outcome: 'busy', inProgress: reasons[recordAt]?.Code === CONTENDED };
  }
  if (reasons.some(({ Code }) => Code === REFUSED)) {
    const message = `${own.stream?.S ?? ''} does not own a unique value that it releases: npm run unique-values:audit tells more.`;
    throw new Error(message, { cause: error });
  }
  throw error;
}

/** @param key as of `uniqueValueKey` */
export function reservationKeyOf(key: string): Item {
  return { uniqueValue: { S: key } };
}

/** @param owner stream that holds the unique value */
export function toReservationItem(key: string, owner: string): Item {
  return { ...reservationKeyOf(key), owner: { S: owner } };
}

/** What a condition with `#owner = :owner` needs: `owner` is a reserved word of DynamoDB's expressions. */
export function isOwnedBy(
  owner: string,
): Required<Pick<Put, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>> {
  return {
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  };
}

function taking(value: UniqueValue, owner: string, nameOf: TableNames): Put {
  return {
    TableName: nameOf('UniqueValuesTable'),
    Item: toReservationItem(uniqueValueKey(value), owner),
    ConditionExpression: 'attribute_not_exists(uniqueValue) OR #owner = :owner',
    ...isOwnedBy(owner),
  };
}

function releasing(value: UniqueValue, owner: string, nameOf: TableNames): Delete {
  return {
    TableName: nameOf('UniqueValuesTable'),
    Key: reservationKeyOf(uniqueValueKey(value)),
    ConditionExpression: '#owner = :owner',
    ...isOwnedBy(owner),
  };
}
