import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
  BatchGetItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Consistency } from '../eventsourcing/page';
import type { Key } from '../eventsourcing/reading/table';
import type { IsTransient } from '../eventsourcing/transient';
import { DomainError } from '../kernel/domain-error';

const NAMES = new Set([
  'InternalServerError',
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'ServiceUnavailable',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);
const CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Reasons for which a transaction is cancelled although nothing is wrong with it. */
const REASONS = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** Two writers met; the one that comes second is refused and may come again. The SDK does not send these again. */
const CONTENTION = new Set(['TransactionConflictException', 'TransactionInProgressException']);
const CONTENTION_REASON = 'TransactionConflict';

const TOO_MANY_REQUESTS = 429;
const INTERNAL_ERROR = 500;

/** Turns what passes by itself (throttling, a lost connection) into 503; everything else stays as it is. */
export async function orUnavailable<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new DomainError('unavailable', 'store-unavailable', 'The database does not answer; try again.', {
      retryAfter: 1,
      cause: error,
    });
  }
}

/** What an adapter has turned into a refusal counts, and so do writers that met and what is wrapped in another error. */
export const isTransient: IsTransient = (error) => {
  if (!(error instanceof Error)) return false;
  if (error instanceof DomainError) return error.kind === 'unavailable';
  return isOutage(error) || isContention(error) || isTransient(error.cause);
};

interface TransientParts {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $fault, $metadata: { httpStatusCode: status = 0 } = {} } = error as TransientParts;
  if (reasonsOf(error).some((reason) => REASONS.has(reason))) return true;
  if (status === TOO_MANY_REQUESTS || status >= INTERNAL_ERROR) return true;
  return NAMES.has(error.name) || $fault === 'server' || (typeof code === 'string' && CODES.has(code));
}

function isContention(error: Error): boolean {
  return CONTENTION.has(error.name) || reasonsOf(error).includes(CONTENTION_REASON);
}

function reasonsOf(error: Error): readonly string[] {
  return (error as TransientParts).CancellationReasons?.map(({ Code = '' }) => Code) ?? [];
}

/** `stale` when the condition did not hold, also when two transactions met: whoever comes second reads again. */
export async function orStale(write: Promise<unknown>): Promise<'written' | 'stale'> {
  try {
    await write;
    return 'written';
  } catch (error) {
    if (isStale(error)) return 'stale';
    throw error;
  }
}

function isStale(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException)
    return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  return codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict');
}

const BATCH_ATTEMPTS = 6;

/**
 * The rows that exist of up to 100 distinct keys, in any order.
 *
 * @throws DomainError `unavailable`
 */
export async function batchGet<R>(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
  { consistent = false }: Consistency = {},
): Promise<R[]> {
  if (keys.length === 0) return [];
  const rows = await batchGetAll(client, { [tableName]: keysOf(keys, consistent) });
  return (rows.get(tableName) ?? []).map((item) => unmarshall(item) as R);
}

export function keysOf(keys: readonly Key[], consistent: boolean): KeysAndAttributes {
  return { Keys: keys.map((key) => marshall(key)), ConsistentRead: consistent };
}

/**
 * The rows that exist of up to 100 distinct keys of some tables, in any order. DynamoDB may leave keys unprocessed; they
 * are asked for again.
 *
 * @param asked by name of the table
 * @throws DomainError `unavailable` when some are still unprocessed after several attempts
 */
export async function batchGetAll(
  client: DynamoDBClient,
  asked: Readonly<Record<string, KeysAndAttributes>>,
): Promise<ReadonlyMap<string, Record<string, AttributeValue>[]>> {
  const rows = new Map<string, Record<string, AttributeValue>[]>();
  let left: Record<string, KeysAndAttributes> = asked;
  for (let attempt = 0; attempt < BATCH_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * 2 ** attempt);
    const answer = await orUnavailable(client.send(new BatchGetItemCommand({ RequestItems: left })));
    for (const [table, items] of Object.entries(answer.Responses ?? {}))
      rows.set(table, [...(rows.get(table) ?? []), ...items]);
    left = answer.UnprocessedKeys ?? {};
    if (Object.keys(left).length === 0) return rows;
  }
  throw new DomainError('unavailable', 'store-unavailable', 'The database is overloaded; try again.', {
    retryAfter: 1,
  });
}
