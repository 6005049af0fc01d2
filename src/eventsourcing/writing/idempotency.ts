import type { AggregateVersion } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { CommandContext, IdempotencyKey } from './command-context';
import { keyReused } from './refusals';

export type { IdempotencyKey } from './command-context';

/** Seconds for which an answer is kept: longer than any client retries. */
const KEPT_FOR = 24 * 60 * 60;

/** What the first request with a key was answered, kept with the commit that it made. */
export interface IdempotencyRecord extends IdempotencyKey {
  readonly actor: string;
  /** Id of that first request. */
  readonly causationId: string;
  /** The aggregate, and the version that the command led to. */
  readonly id: string;
  readonly version: number;
  /** Unix time in seconds; from then on the key is free again. */
  readonly expiresAt: number;
}

/** The records that are kept. Those of commits are written by `EventStore.append`. Reads are strongly consistent. */
export interface IdempotencyStore {
  /** The record that is kept under a key and has not expired. */
  find(actor: string, key: string): Promise<IdempotencyRecord | undefined>;

  /** Keeps a record without a commit. @returns the one that is kept now: an earlier one stays */
  keep(record: IdempotencyRecord): Promise<IdempotencyRecord>;
}

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
  { idempotency }: CommandContext,
): AggregateVersion {
  if (fingerprint !== idempotency?.fingerprint) throw keyReused();
  return { id, version };
}

/** Of a command that had nothing to do: a key gets its answer all the same, so that the repeat has no effect either. */
export async function resultOfNothing(
  current: AggregateVersion,
  records: IdempotencyStore,
  context: CommandContext,
): Promise<AggregateVersion> {
  const record = recordFor(current, context);
  return record ? resultOf(await records.keep(record), context) : current;
}

/** What is refused may be the repeat of what was accepted. @throws the refusal, when it is not */
export async function resultInsteadOf(
  refusal: unknown,
  records: IdempotencyStore,
  context: CommandContext,
): Promise<AggregateVersion> {
  const { actor, idempotency } = context;
  const mayBeRepeat = idempotency && refusal instanceof DomainError;
  const record = mayBeRepeat && (await records.find(actor, idempotency.key));
  if (!record) throw refusal;
  return resultOf(record, context);
}

/**
 * A second commit under the key of one request would be taken for its repeat, and have no effect.
 *
 * @throws Error for a handler that makes one
 */
export function refuseSecondCommit(record: IdempotencyRecord, { causationId }: CommandContext): void {
  if (record.causationId !== causationId) return;
  throw new Error(
    `The handler has changed ${record.id} for this request already: under an Idempotency-Key a command changes one ` +
      'aggregate, once. Leave the rest to what follows from the events.',
  );
}
