import { isDeepStrictEqual } from 'node:util';
import type { AggregateVersion } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import { expiryOf, type CommandContext, type IdempotencyKey } from './command-context';
import { keyReused } from './refusals';

/** What a command is answered: id and version of its aggregate, and what else its decision returns, if it is an object. */
export type Answered<Returned> = Returned extends object ? AggregateVersion & Returned : AggregateVersion;

/** Characters of JSON that a decision may return, as they may be kept with an idempotency record. */
const MOST_DETAILS = 4_096;

/** What was answered before, so that it can be told from what is new. */
const repeated = new WeakSet<AggregateVersion>();

/** What the first command with a key was answered, kept with the commit that it made. */
export interface IdempotencyRecord extends Pick<IdempotencyKey, 'key' | 'fingerprint'> {
  readonly actor: string;
  /** The attempt that made it. */
  readonly attempt: string;
  /** The aggregate, and the version that the command led to. */
  readonly id: string;
  readonly version: number;
  /** What else was answered: plain JSON. */
  readonly details?: object;
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

/**
 * What a decision returns beside id and version, if anything.
 *
 * @throws TypeError for what a repeat could not be answered with, as it is no JSON; RangeError for too much
 */
export function detailsOf(returned: unknown): object | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  const text = JSON.stringify(returned);
  if (!isDeepStrictEqual(JSON.parse(text), returned)) {
    throw new TypeError(
      'A decision returned what JSON cannot hold: return plain objects, and nothing to wait for.',
    );
  }
  if (text.length > MOST_DETAILS) {
    throw new RangeError(
      `A decision returned ${text.length} characters of JSON; at most ${MOST_DETAILS} are kept for a repeat.`,
    );
  }
  return returned;
}

/** The same answer, known as one that was given before. */
export function asRepeated<Result extends AggregateVersion>(result: Result): Result {
  repeated.add(result);
  return result;
}

/** Whether a command was answered as its first time, and had no effect. */
export function isRepeated(result: AggregateVersion): boolean {
  return repeated.has(result);
}

/** The answer to keep with a commit, if the sender asks for it. */
export function recordFor(
  { id, version }: AggregateVersion,
  details: object | undefined,
  context: CommandContext,
): IdempotencyRecord | undefined {
  const { actor, idempotency } = context;
  if (!idempotency) return undefined;
  const { key, fingerprint } = idempotency;
  const answer = { id, version, ...(details && { details }) };
  return {
    actor,
    key,
    fingerprint,
    attempt: attemptOf(context),
    ...answer,
    expiresAt: expiryOf(idempotency),
  };
}

/** What a repeated command gets. @throws DomainError for another one under the same key */
export function resultOf(
  { id, version, details, fingerprint, attempt }: IdempotencyRecord,
  context: CommandContext,
): AggregateVersion {
  if (fingerprint !== context.idempotency?.fingerprint) throw keyReused();
  const result = { ...details, id, version };
  return attempt === attemptOf(context) ? result : asRepeated(result);
}

/** Of a command that had nothing to do: a key gets its answer all the same, so that the repeat has no effect either. */
export async function resultOfNothing(
  { id, version }: AggregateVersion,
  details: object | undefined,
  records: IdempotencyStore,
  context: CommandContext,
): Promise<AggregateVersion> {
  const record = recordFor({ id, version }, details, context);
  return record ? resultOf(await records.keep(record), context) : { ...details, id, version };
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
 * A second commit under the key of one command would be taken for its repeat, and have no effect.
 *
 * @throws Error for a handler that makes one
 */
export function refuseSecondCommit(record: IdempotencyRecord, context: CommandContext): void {
  if (record.attempt !== attemptOf(context)) return;
  throw new Error(
    `The handler has changed ${record.id} for this request already: under an Idempotency-Key a command changes one ` +
      'aggregate, once. Leave the rest to what follows from the events.',
  );
}

function attemptOf({ causationId, idempotency }: CommandContext): string {
  return idempotency?.attempt ?? causationId;
}
