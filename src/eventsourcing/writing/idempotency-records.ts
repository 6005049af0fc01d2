import type { AggregateVersion } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { EventStore } from '../log/event-store';
import type { CommandContext } from './command-context';
import type { IdempotencyRecord } from './idempotency';
import { keyReused } from './refusals';

/** Seconds for which an answer is kept: longer than any client retries. */
const KEPT_FOR = 24 * 60 * 60;

/** The answer to keep with a commit, if the client asks for it. */
export function recordFor(
  { id, version }: AggregateVersion,
  { actor, causationId, idempotency }: CommandContext,
): IdempotencyRecord | undefined {
  const expiresAt = Math.floor(Date.now() / 1000) + KEPT_FOR;
  return idempotency && { ...idempotency, actor, causationId, id, version, expiresAt };
}

/** What a repeated request gets. @throws DomainError for another request under the same key */
export function resultOf(
  { id, version, fingerprint }: IdempotencyRecord,
  { idempotency }: Pick<CommandContext, 'idempotency'>,
): AggregateVersion {
  if (fingerprint !== idempotency?.fingerprint) throw keyReused();
  return { id, version };
}

/** Of a command that had nothing to do: a key gets its answer all the same, so that the repeat has no effect either. */
export async function resultOfNothing(
  current: AggregateVersion,
  store: EventStore,
  context: CommandContext,
): Promise<AggregateVersion> {
  const record = recordFor(current, context);
  return record ? resultOf(await store.keepRecord(record), context) : current;
}

/** What is refused may be the repeat of what was accepted. @throws the refusal, when it is not */
export async function resultInsteadOf(
  refusal: unknown,
  store: EventStore,
  context: CommandContext,
): Promise<AggregateVersion> {
  const { actor, idempotency } = context;
  const mayBeRepeat = idempotency && refusal instanceof DomainError;
  const record = mayBeRepeat && (await store.findRecord(actor, idempotency.key));
  if (!record) throw refusal;
  return resultOf(record, context);
}

/**
 * A second commit under the key of one request would be taken for its repeat, and have no effect.
 *
 * @throws Error for a handler that makes one
 */
export function refuseSecondCommit(answer: IdempotencyRecord, { causationId }: CommandContext): void {
  if (answer.causationId !== causationId) return;
  throw new Error(
    `The handler has changed ${answer.id} for this request already: under an Idempotency-Key a command changes one ` +
      'aggregate, once. Leave the rest to what follows from the events.',
  );
}
