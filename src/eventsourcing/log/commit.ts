import { randomUUID } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error';
import type { DomainEvent, EventOf } from '../../kernel/domain-event';
import { sendableJson } from './sendable-json';

/** Name of an aggregate's stream: `iam/user#<uuid>`. */
export function streamOf(type: string, id: string): string {
  return `${type}#${id}`;
}

/** The parts of a stream's name. @throws TypeError when it is not one */
export function parseStream(stream: string): { readonly type: string; readonly id: string } {
  const at = stream.indexOf('#');
  if (at < 1 || at === stream.length - 1) throw new TypeError(`${stream} is not a stream: expected type#id.`);
  return { type: stream.slice(0, at), id: stream.slice(at + 1) };
}

/** An event as the log keeps it. */
export interface CommittedEvent extends DomainEvent {
  /** Of the data's schema; absent for the first. Upcasters lift older ones when they are read. */
  readonly revision?: number;
}

/** The events of one command, stored and delivered as one. */
export interface Commit {
  /** `iam/user#<uuid>` */
  readonly stream: string;
  /** Version of the first event; the others follow without gaps. */
  readonly version: number;
  readonly commitId: string;
  /** ISO 8601, UTC, to the millisecond. */
  readonly committedAt: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly events: readonly CommittedEvent[];
}

/** Events that are to be committed now. @param version of the first of them */
export function newCommit(
  stream: string,
  version: number,
  events: readonly DomainEvent[],
  { actor, correlationId, causationId }: Pick<Commit, 'actor' | 'correlationId' | 'causationId'>,
): Commit {
  return {
    stream,
    version,
    commitId: randomUUID(),
    committedAt: new Date().toISOString(),
    actor,
    correlationId,
    causationId,
    events,
  };
}

/** @throws Error when a commit is not the one that comes after a version of its stream */
export function checkNext(commit: Commit, stream: string, version: number): void {
  if (commit.version === version + 1) return;
  throw new Error(
    `${stream} has no version ${version + 1}: ${commit.version} to ${versionAfter(commit)} comes next. ` +
      'The log is damaged; restore the table to a point in time before.',
  );
}

/** An event with its place in the log. */
export interface RecordedEvent<Event extends DomainEvent = DomainEvent> {
  /** Id of the aggregate. */
  readonly id: string;
  readonly version: number;
  readonly type: Event['type'];
  readonly data: Event['data'];
  readonly committedAt: string;
}

export type RecordedEventOf<E extends DomainEvent, T extends E['type']> = RecordedEvent<EventOf<E, T>>;

/** Version of the stream once the commit is part of it. */
export function versionAfter(commit: Commit): number {
  return commit.version + commit.events.length - 1;
}

export function recordedEvents(commit: Commit): RecordedEvent[] {
  const { id } = parseStream(commit.stream);
  return commit.events.map(({ type, data }, index) => ({
    id,
    version: commit.version + index,
    type,
    data,
    committedAt: commit.committedAt,
  }));
}

/**
 * Bytes of a commit in its envelope, at most: a message of SQS and a record of Kinesis have 1 MiB (SQS Developer Guide,
 * message quotas; Kinesis Data Streams Developer Guide, quotas), of which some stay free for the partition key.
 */
export const LARGEST_MESSAGE = 1024 * 1024 - 1024;
/** The longest that an envelope can say beside its commit. */
const LONGEST_REPLAY_ID = 'x'.repeat(64);
/** A control character takes 1 byte in the log and 6 in JSON; nothing grows more. */
const MOST_GROWTH = 6;

/**
 * A stream is the message group of its commits, and their partition key (SQS API Reference, SendMessageBatch). Who takes
 * them reads its type and id.
 */
const GROUP = /^(?=[!-~]{1,128}$)[^#]+#./;

/**
 * Refuses what no hop after the log could carry. Once it is in the log it cannot be taken back, and a stream of
 * deliveries would stop behind it for ever.
 *
 * @param size bytes that the commit takes in the log
 * @throws DomainError `malformed` for a name of a stream, `too-large` for a commit
 */
export function refuseUndeliverable(commit: Commit, size: number): void {
  const { stream } = commit;
  if (!GROUP.test(stream)) {
    throw new DomainError(
      'malformed',
      'stream-undeliverable',
      `A stream is named type#id by at most 128 visible characters of ASCII, or no queue takes its commits; this name has ` +
        `${stream.length}, of any kind. Choose another id.`,
    );
  }
  if (size * MOST_GROWTH <= LARGEST_MESSAGE) return;
  const bytes = Buffer.byteLength(sendableJson({ commit, replayId: LONGEST_REPLAY_ID }));
  if (bytes > LARGEST_MESSAGE) throw tooLarge(bytes, LARGEST_MESSAGE, 'one message');
}

/** @param place of which `most` bytes are the most */
export function tooLarge(bytes: number, most: number, place: string): DomainError {
  return new DomainError(
    'too-large',
    'commit-too-large',
    `The command leads to ${Math.ceil(bytes / 1024)} KB of events; at most ${Math.floor(most / 1024)} KB fit into ` +
      `${place}. Ask for less at once.`,
  );
}
