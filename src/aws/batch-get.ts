import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Consistency } from '../eventsourcing/page';
import type { Key } from '../eventsourcing/reading/table';
import { DomainError } from '../kernel/domain-error';
import { orUnavailable } from './transient';

const ATTEMPTS = 6;

/**
 * The rows that exist of up to 100 distinct keys, in any order. DynamoDB may leave keys unprocessed; they are asked
 * for again.
 *
 * @throws DomainError `unavailable` when some are still unprocessed after several attempts
 */
export async function batchGet<R>(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
  { consistent = false }: Consistency = {},
): Promise<R[]> {
  const rows: R[] = [];
  let left: Record<string, KeysAndAttributes> = {
    [tableName]: { Keys: keys.map((key) => marshall(key)), ConsistentRead: consistent },
  };
  if (keys.length === 0) return rows;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * 2 ** attempt);
    const answer = await orUnavailable(client.send(new BatchGetItemCommand({ RequestItems: left })));
    rows.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item) as R));
    left = answer.UnprocessedKeys ?? {};
    if (Object.keys(left).length === 0) return rows;
  }
  throw new DomainError('unavailable', 'store-unavailable', 'The database is overloaded; try again.', {
    retryAfter: 1,
  });
}
