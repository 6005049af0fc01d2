import type { TransactionCanceledException, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AppendOptions, AppendResult } from '../eventsourcing/writing/event-store';
import { uniqueValueKey, type UniqueValue } from '../eventsourcing/writing/unique-value';
import { commitIdOf, fromItem, type Item } from './commit-item';
import { fromIdempotencyItem, keeping } from './dynamo-idempotency-store';
import { markOf } from './snapshot-item';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;
type Delete = NonNullable<TransactWriteItem['Delete']>;

/** The most that one transaction holds ("TransactWriteItems", DynamoDB API reference). */
const MOST_ACTIONS = 100;

const REFUSED = 'ConditionalCheckFailed';
const CONTENDED = 'TransactionConflict';

/** What has to be written, and where in the list which part of it is. */
export interface AppendActions {
  readonly actions: readonly TransactWriteItem[];
  readonly taken: readonly UniqueValue[];
  /** Index of the action that keeps the record; -1 for none. */
  readonly recordAt: number;
}

/** @param item of the commit; its action is the first */
export function appendActions(
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
  if (actions.length > MOST_ACTIONS) {
    throw new RangeError(
      `${owner} takes or releases ${taken.length + released.length} unique values in one commit; a transaction has ` +
        `room for ${MOST_ACTIONS} writes. Change fewer unique values at once.`,
    );
  }
  return { actions, taken, recordAt: record ? actions.length - 1 : -1 };
}

/** A commit may only be written where there is none. */
export function insertion(Item: Item, nameOf: TableNames): Put {
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
export function lostOrSentTwice(own: Item, winner: Item | undefined): AppendResult {
  if (!winner) return { outcome: 'conflict' };
  const [commit, mark] = [fromItem(winner), markOf(winner)];
  if (commit.commitId === commitIdOf(own)) return { outcome: 'appended', mark };
  return { outcome: 'conflict', winner: { commit, mark } };
}

/** Why a transaction was cancelled. What is known for good goes before what a newer state may change. */
export function whyCanceled(
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
