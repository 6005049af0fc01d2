import { createHash, randomUUID } from 'node:crypto';
import type { Command } from '../../kernel/command';
import type { Commit } from '../log/commit';
import { otherVersion } from './refusals';

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
