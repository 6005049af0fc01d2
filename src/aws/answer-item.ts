import type { RecordedAnswer } from '../eventsourcing/idempotency';
import type { Item } from './commit-item';

/** The key of the table of answers. */
export const answerKey = 'idempotencyKey';

/** Each actor has keys of their own. */
export function answerKeyOf({ actor, key }: Pick<RecordedAnswer, 'actor' | 'key'>): Item {
  return { [answerKey]: { S: JSON.stringify([actor, key]) } };
}

export function toAnswerItem(answer: RecordedAnswer): Item {
  return {
    ...answerKeyOf(answer),
    fingerprint: { S: answer.fingerprint },
    causationId: { S: answer.causationId },
    id: { S: answer.id },
    version: { N: String(answer.version) },
    // Time to live wants Unix seconds as a number.
    expiresAt: { N: String(answer.expiresAt) },
  };
}

export function fromAnswerItem(item: Readonly<Item>, actor: string, key: string): RecordedAnswer {
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
