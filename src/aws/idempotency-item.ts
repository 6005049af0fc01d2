import type { IdempotencyRecord } from '../eventsourcing/writing/idempotency';
import type { Item } from './commit-item';

/** The key of the table of answers. */
export const idempotencyKeyAttribute = 'idempotencyKey';

/** Each actor has keys of their own. */
export function idempotencyKeyOf({ actor, key }: Pick<IdempotencyRecord, 'actor' | 'key'>): Item {
  return { [idempotencyKeyAttribute]: { S: JSON.stringify([actor, key]) } };
}

export function toIdempotencyItem(answer: IdempotencyRecord): Item {
  return {
    ...idempotencyKeyOf(answer),
    fingerprint: { S: answer.fingerprint },
    causationId: { S: answer.causationId },
    id: { S: answer.id },
    version: { N: String(answer.version) },
    // Time to live wants Unix seconds as a number.
    expiresAt: { N: String(answer.expiresAt) },
  };
}

export function fromIdempotencyItem(item: Readonly<Item>, actor: string, key: string): IdempotencyRecord {
  return {
    actor,
    key,
    fingerprint: item.fingerprint?.S ?? '',
    causationId: item.causationId?.S ?? '',
    id: item.id?.S ?? '',
    version: Number(item.version?.N),
    expiresAt: Number(item.expiresAt?.N),
  };
}
