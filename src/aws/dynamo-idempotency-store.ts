import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
  type Put,
} from '@aws-sdk/client-dynamodb';
import type { IdempotencyRecord, IdempotencyStore } from '../eventsourcing/writing/command-context';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './aws-calls';

/** The idempotency records, one item for each. */
export class DynamoIdempotencyStore implements IdempotencyStore {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async find(actor: string, key: string): Promise<IdempotencyRecord | undefined> {
    const get = new GetItemCommand({
      TableName: this.nameOf('IdempotencyTable'),
      Key: keyOf({ actor, key }),
      ConsistentRead: true,
    });
    const { Item } = await orUnavailable(this.client.send(get));
    const record = Item && fromIdempotencyItem(Item, actor, key);
    return record && record.expiresAt * 1000 > Date.now() ? record : undefined;
  }

  async keep(record: IdempotencyRecord): Promise<IdempotencyRecord> {
    try {
      await orUnavailable(this.client.send(new PutItemCommand(keeping(record, this.nameOf))));
      return record;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return fromIdempotencyItem(error.Item, record.actor, record.key);
    }
  }
}

/** Keeps a record where there is none. Time to live deletes within days: what has expired is written over. */
export function keeping(
  record: IdempotencyRecord,
  nameOf: TableNames,
): Required<Omit<Put, 'ExpressionAttributeNames'>> {
  return {
    TableName: nameOf('IdempotencyTable'),
    Item: toIdempotencyItem(record),
    ConditionExpression: 'attribute_not_exists(idempotencyKey) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

export function toIdempotencyItem(record: IdempotencyRecord): Item {
  return {
    ...keyOf(record),
    fingerprint: { S: record.fingerprint },
    attempt: { S: record.attempt },
    id: { S: record.id },
    version: { N: String(record.version) },
    ...(record.details && { details: { S: JSON.stringify(record.details) } }),
    // Time to live wants Unix seconds as a number.
    expiresAt: { N: String(record.expiresAt) },
  };
}

export function fromIdempotencyItem(item: Readonly<Item>, actor: string, key: string): IdempotencyRecord {
  return {
    actor,
    key,
    fingerprint: item.fingerprint?.S ?? '',
    attempt: item.attempt?.S ?? '',
    id: item.id?.S ?? '',
    version: Number(item.version?.N),
    ...(item.details?.S !== undefined && { details: JSON.parse(item.details.S) as object }),
    expiresAt: Number(item.expiresAt?.N),
  };
}

/** Bytes of a key, at most, before its hash stands for it: DynamoDB takes 2,048. */
const LONGEST_KEY = 1_024;

/** Each actor has keys of their own. */
function keyOf({ actor, key }: Pick<IdempotencyRecord, 'actor' | 'key'>): Item {
  const text = JSON.stringify([actor, key]);
  if (Buffer.byteLength(text) <= LONGEST_KEY) return { idempotencyKey: { S: text } };
  // No other key begins like this: they are arrays.
  return { idempotencyKey: { S: `SHA-256:${createHash('sha256').update(text).digest('hex')}` } };
}
