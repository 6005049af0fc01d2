import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AggregateVersion, Command } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { Commit } from '../log/commit';
import { otherVersion, keyReused } from './refusals';
import type { HandledCommand } from './unique-value';

/** Seconds for which the answer to a client's request is kept: longer than any client retries. */
const A_DAY = 24 * 60 * 60;
/** Seconds for which that to a message's command is kept: longer than any message is retried, parked and redriven. */
const A_MONTH = 30 * A_DAY;

/** The word of whoever sends a command that all commands with this key are one. */
export interface IdempotencyKey {
  /** Chosen by the sender; each actor has keys of their own. */
  readonly key: string;
  /** Of what is asked for: the same key with something else is refused. */
  readonly fingerprint: string;
  /** Tells one attempt to carry the command out from the next; the causation id when absent. */
  readonly attempt?: string;
  /** Seconds for which the answer is kept; a day when absent. */
  readonly keptFor?: number;
}

/** Stands for a version that nothing ever has, as an expectation that cannot be met. */
export const NO_VERSION = -1;

/** Who asked, as part of which conversation, and what they expect; stored with every commit. */
export interface CommandContext {
  /** One id for everything that a request sets in motion. */
  readonly correlationId: string;
  /** Id of the message that directly caused this command: a request or a commit. */
  readonly causationId: string;
  readonly actor: string;
  /** The version that the client saw (`If-Match`); another one on the log refuses the command with 412. */
  readonly expectedVersion?: number;
  /** Makes a repeat of the command harmless: it gets the first one's answer. */
  readonly idempotency?: IdempotencyKey;
  /** What is carried out: nothing else may be done to unique values than its handler says. */
  readonly handled?: HandledCommand;
}

/** Where a command comes from. */
export interface Origin {
  /** Of the request or message itself. */
  readonly id: string;
  readonly correlationId: string;
  readonly actor: string;
}

/** Of a command that a client asks for. */
export function contextOfRequest(
  { id, correlationId, actor }: Origin,
  expectedVersion?: number,
  idempotency?: IdempotencyKey,
): CommandContext {
  return {
    correlationId,
    causationId: id,
    actor,
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...(idempotency && { idempotency }),
  };
}

/**
 * Of a command that a message asks for. Messages come more than once.
 *
 * @param commandId stands for one command, however often it comes: only the first has an effect
 */
export function contextOfMessage({ id, correlationId, actor }: Origin, commandId?: string): CommandContext {
  // Each time the message comes is an attempt of its own, although its id is the same.
  const idempotency = commandId !== undefined && {
    idempotency: { key: commandId, fingerprint: commandId, attempt: randomUUID(), keptFor: A_MONTH },
  };
  return { correlationId, causationId: id, actor, ...idempotency };
}

/**
 * Of a command that a process sends because of a commit. The same command because of the same commit has an effect
 * once, however often the process comes to it.
 *
 * @param actor name of the process
 */
export function contextOfCommit(
  { commitId, correlationId }: Pick<Commit, 'commitId' | 'correlationId'>,
  actor: string,
  command: Command,
): CommandContext {
  const { type, data } = command.toData();
  const parts = JSON.stringify([actor, commitId, type, sorted(data)]);
  const commandId = createHash('sha256').update(parts).digest('base64url');
  return contextOfMessage({ id: commitId, correlationId, actor }, commandId);
}

/** Until when the answer to a command is kept, in Unix seconds. */
export function expiryOf({ keptFor = A_DAY }: IdempotencyKey): number {
  return Math.floor(Date.now() / 1000) + keptFor;
}

/** @throws DomainError for another version than the client names */
export function expectVersion(version: number, { expectedVersion }: CommandContext): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw otherVersion(version);
}

/** The order of fields means nothing, so it must not make another command of it. */
function sorted(data: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a command is answered: id and version of its aggregate, and what else its decision returns, if it is an object. */
export type Answered<Returned> = Returned extends object ? AggregateVersion & Returned : AggregateVersion;

/** Characters of JSON that a decision may return, as they may be kept with an idempotency record. */
const MOST_DETAILS = 4_096;

/**
 * What was answered before, so that it can be told from what is new: the result, and the context that it was given
 * under, as a handler may make another result of it.
 */
const repeated = new WeakSet<AggregateVersion | CommandContext>();

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
export function isRepeated(answer: AggregateVersion | CommandContext): boolean {
  return repeated.has(answer);
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
  if (attempt === attemptOf(context)) return result;
  repeated.add(context);
  return asRepeated(result);
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
