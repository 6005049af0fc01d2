import type { UniqueValue, UniqueValueChanges } from '../writing/unique-value';
import type { Commit } from './commit';
import type { IdempotencyRecord } from '../writing/idempotency';
import type { Snapshot, SnapshotOffer } from './snapshot';

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
  | {
      readonly outcome: 'appended';
      /** Version of the newest commit that carries a snapshot, 0 for none: for the offer with the next commit. */
      readonly snapshotAt: number;
    }
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
  /** As in `appended`. */
  readonly snapshotAt: number;
}

/** What happened to a stream, in the shortest form that the store has. */
export interface LoadedStream {
  /** A state to start from, newer than what is known. */
  readonly snapshot?: Snapshot;
  /** Commits after the snapshot, or after the version that is known, oldest first. To be consumed once. */
  readonly commits: AsyncIterable<Commit>;
  /** As in `appended`, 0 also when no snapshot could be used; absent when nothing new was found. */
  readonly snapshotAt?: number;
}

/** A part of a stream: commits whose first event has a version from `from` to `to`, both included. */
export interface ReadRange {
  readonly from?: number;
  readonly to?: number;
  readonly order?: 'oldest-first' | 'newest-first';
  /** Commits that the reader expects to use: a hint for the size of pages, not a bound. */
  readonly expected?: number;
}

export interface StreamsPage {
  /** Names, in no order that means anything, but always the same one. */
  readonly streams: readonly string[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/**
 * The log: streams of commits, insert only.
 *
 * `append` is one atomic write: the commit if its version is free, and with it everything alongside, or nothing.
 * It may be sent twice by a retrying client: the second time finds its own commit and still answers `appended`.
 * All reads are strongly consistent, but for `streams`.
 */
export interface EventStore {
  /** @throws DomainError `too-large` for a commit that the store cannot hold */
  append(commit: Commit, alongside?: AppendOptions): Promise<AppendResult>;

  /**
   * What must be folded to know a stream's newest state.
   *
   * @param fold as of `foldOf`: a snapshot of another one is passed over, as is one that is damaged
   * @param known version of a state that the caller has; 0 for none
   */
  load(stream: string, fold: string, known?: number): Promise<LoadedStream>;

  /** Commits, fetched page by page as they are consumed. */
  read(stream: string, range?: ReadRange): AsyncIterable<Commit>;

  /**
   * Streams of one aggregate type, found by walking the whole log: for repairs and audits, not for requests. Each page
   * walks a part of the log that does not depend on `limit`, so ask for many.
   *
   * @param limit names at most; a page may hold fewer, even none, and still have a `next`
   * @param after the `next` of the page before
   */
  streams(type: string, limit: number, after?: string): Promise<StreamsPage>;

  /** The answer that is kept under a key and has not expired. */
  findRecord(actor: string, key: string): Promise<IdempotencyRecord | undefined>;

  /** Keeps an answer without a commit. @returns the one that is kept now: an earlier one stays */
  keepRecord(answer: IdempotencyRecord): Promise<IdempotencyRecord>;
}
