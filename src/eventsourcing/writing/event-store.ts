import type { Commit } from '../log/commit';
import type { EventLog } from '../log/event-log';
import type { Snapshot, SnapshotOffer, StoreMark } from './remembered-state';
import type { StreamDirectory } from '../log/stream-directory';
import type { IdempotencyRecord, IdempotencyStore } from './command-context';
import type { UniqueValue, UniqueValueChanges } from './unique-value';

/** What is written in the same atomic step as a commit. A commit without it costs nothing more. */
export interface AppendOptions {
  readonly uniqueValues?: UniqueValueChanges;
  /** Stored where it is free, or when it is due. */
  readonly snapshot?: SnapshotOffer;
  /** The answer to keep under the client's key. */
  readonly record?: IdempotencyRecord;
}

/** What became of an attempt to append. Only `appended` changed anything. */
export type AppendResult =
  | { readonly outcome: 'appended'; readonly mark: StoreMark }
  /** Another commit has this version: decide again on top of it. It may itself have been followed by others. */
  | { readonly outcome: 'conflict'; readonly winner?: Winner }
  /** Another aggregate holds this value. */
  | { readonly outcome: 'taken'; readonly value: UniqueValue }
  /** The idempotency key has an answer already. */
  | { readonly outcome: 'repeated'; readonly record: IdempotencyRecord }
  /** Another transaction is touching the same items: try again in a moment. */
  | {
      readonly outcome: 'busy';
      /** Whether it is one with the same idempotency key: the same command, still being carried out. */
      readonly inProgress: boolean;
    };

/** The commit that was faster, when the store knows it without another request. */
export interface Winner {
  readonly commit: Commit;
  readonly mark: StoreMark;
}

/** What happened to a stream, in the shortest form that the store has. */
export interface LoadedStream {
  /** A state to start from, newer than what is known. */
  readonly snapshot?: Snapshot;
  /** Commits after the snapshot, or after the version that is known, oldest first. To be consumed once. */
  readonly commits: AsyncIterable<Commit>;
  /** Absent when nothing new was found: then the one that came with what is known still holds. */
  readonly mark?: StoreMark;
}

/**
 * The log, to whoever writes it: insert only.
 *
 * `append` is one atomic write: the commit if its version is free, and with it everything alongside, or nothing.
 * It may be sent twice by a retrying client: the second time finds its own commit and still answers `appended`.
 */
export interface EventStore extends EventLog {
  /** @throws DomainError `too-large` for a commit that the store cannot hold */
  append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult>;

  /**
   * What must be folded to know a stream's newest state.
   *
   * @param fold as of `foldOf`: a snapshot of another one is passed over, as is one that is damaged
   * @param known version of a state that the caller has; 0 for none
   */
  load(stream: string, fold: string, known?: number): Promise<LoadedStream>;
}

/** What commands are written through. */
export interface WritingPorts {
  readonly events: EventStore;
  readonly records: IdempotencyStore;
  readonly directory: StreamDirectory;
}
