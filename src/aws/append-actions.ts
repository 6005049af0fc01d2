import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { claimKey, type Claim } from '../eventsourcing/claim';
import type { Alongside } from '../eventsourcing/event-store';
import type { RecordedAnswer } from '../eventsourcing/idempotency';
import { answerKey, toAnswerItem } from './answer-item';
import { claimKeyOf, isOwnedBy, toClaimItem } from './claim-item';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;
type Delete = NonNullable<TransactWriteItem['Delete']>;

/** The most that one transaction holds ("TransactWriteItems", DynamoDB API reference). */
const MOST_ACTIONS = 100;

/** What has to be written, and where in the list which part of it is. */
export interface AppendActions {
  readonly actions: readonly TransactWriteItem[];
  readonly taken: readonly Claim[];
  /** Index of the action that keeps the answer; -1 for none. */
  readonly answerAt: number;
}

/** @param item of the commit; its action is the first */
export function appendActions(
  item: Item,
  { claims: { taken, released } = { taken: [], released: [] }, answer }: Alongside,
  nameOf: TableNames,
): AppendActions {
  const owner = item.stream?.S ?? '';
  const actions = [
    { Put: insertion(item, nameOf) },
    ...taken.map((claim) => ({ Put: taking(claim, owner, nameOf) })),
    ...released.map((claim) => ({ Delete: releasing(claim, owner, nameOf) })),
    ...(answer ? [{ Put: keeping(answer, nameOf) }] : []),
  ];
  if (actions.length > MOST_ACTIONS) {
    throw new RangeError(
      `${owner} takes or releases ${taken.length + released.length} claims in one commit; a transaction has room ` +
        `for ${MOST_ACTIONS} writes. Change fewer unique values at once.`,
    );
  }
  return { actions, taken, answerAt: answer ? actions.length - 1 : -1 };
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

function taking(claim: Claim, owner: string, nameOf: TableNames): Put {
  return {
    TableName: nameOf('ClaimsTable'),
    Item: toClaimItem(claimKey(claim), owner),
    ConditionExpression: 'attribute_not_exists(claim) OR #owner = :owner',
    ...isOwnedBy(owner),
  };
}

function releasing(claim: Claim, owner: string, nameOf: TableNames): Delete {
  return {
    TableName: nameOf('ClaimsTable'),
    Key: claimKeyOf(claimKey(claim)),
    ConditionExpression: '#owner = :owner',
    ...isOwnedBy(owner),
  };
}

/** Time to live deletes within days, not at once: what has expired is written over. */
export function keeping(answer: RecordedAnswer, nameOf: TableNames): Put {
  return {
    TableName: nameOf('IdempotencyTable'),
    Item: toAnswerItem(answer),
    ConditionExpression: `attribute_not_exists(${answerKey}) OR expiresAt <= :now`,
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
