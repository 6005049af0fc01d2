import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Item } from './commit-item';

type Put = Required<NonNullable<TransactWriteItem['Put']>>;

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
): Pick<Put, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  return {
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  };
}
