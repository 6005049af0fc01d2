import { DomainError } from '../../kernel/domain-error';
import type { Commit } from './commit';
import { sendableJson } from './sendable-json';

/**
 * Bytes of a commit in its envelope, at most: a message of SQS and a record of Kinesis have 1 MiB (SQS Developer Guide,
 * message quotas; Kinesis Data Streams Developer Guide, quotas), of which some stay free for the partition key.
 */
export const LARGEST_MESSAGE = 1024 * 1024 - 1024;
/** The longest that an envelope can say beside its commit. */
const LONGEST_REPLAY_ID = 'x'.repeat(64);
/** A control character takes 1 byte in the log and 6 in JSON; nothing grows more. */
const MOST_GROWTH = 6;

/** A stream is the message group of its commits, and their partition key (SQS API Reference, SendMessageBatch). */
const GROUP = /^[!-~]{1,128}$/;

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
      `A stream is named by 1 to 128 visible characters of ASCII, or no queue takes its commits; this name has ` +
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
