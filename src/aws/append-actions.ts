import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { uniqueValueKey, type UniqueValue } from '../eventsourcing/writing/unique-value';
import type { AppendOptions } from '../eventsourcing/log/event-store';
import type { IdempotencyRecord } from '../eventsourcing/writing/idempotency';
import { idempotencyKeyAttribute, toIdempotencyItem } from './idempotency-item';
import { reservationKeyOf, isOwnedBy, toReservationItem } from './reservation-item';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;
type Delete = NonNullable<TransactWriteItem['Delete']>;

/** The most that one transaction holds ("TransactWriteItems", DynamoDB API reference). */
const MOST_ACTIONS = 100;

/** What has to be written, and where in the list which part of it is. */
export interface AppendActions {
  readonly actions: readonly TransactWriteItem[];
  readonly taken: readonly UniqueValue[];
  /** Index of the action that keeps the answer; -1 for none. */
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
    ...taken.map((uniqueValue) => ({ Put: taking(uniqueValue, owner, nameOf) })),
    ...released.map((uniqueValue) => ({ Delete: releasing(uniqueValue, owner, nameOf) })),
    ...(record ? [{ Put: keeping(record, nameOf) }] : []),
  ];
  if (actions.length > MOST_ACTIONS) {
    throw new RangeError(
      `${owner} takes or releases ${taken.length + released.length} uniqueValues in one commit; a transaction has room ` +
        `for ${MOST_ACTIONS} writes. Change fewer unique values at once.`,
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

function taking(uniqueValue: UniqueValue, owner: string, nameOf: TableNames): Put {
  return {
    TableName: nameOf('UniqueValuesTable'),
    Item: toReservationItem(uniqueValueKey(uniqueValue), owner),
    ConditionExpression: 'attribute_not_exists(uniqueValue) OR #owner = :owner',
    ...isOwnedBy(owner),
  };
}

function releasing(uniqueValue: UniqueValue, owner: string, nameOf: TableNames): Delete {
  return {
    TableName: nameOf('UniqueValuesTable'),
    Key: reservationKeyOf(uniqueValueKey(uniqueValue)),
    ConditionExpression: '#owner = :owner',
    ...isOwnedBy(owner),
  };
}

/** Time to live deletes within days, not at once: what has expired is written over. */
export function keeping(answer: IdempotencyRecord, nameOf: TableNames): Put {
  return {
    TableName: nameOf('IdempotencyTable'),
    Item: toIdempotencyItem(answer),
    ConditionExpression: `attribute_not_exists(${idempotencyKeyAttribute}) OR expiresAt <= :now`,
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
