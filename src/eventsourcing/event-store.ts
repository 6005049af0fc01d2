import type { Claim, ClaimChanges } from './claim';
import type { Commit } from './commit';

/** What became of an attempt to append. Only `appended` changed anything. */
export type AppendResult =
  | { readonly outcome: 'appended' }
  /** Another commit has this version: load what is new and decide again. */
  | { readonly outcome: 'conflict' }
  /** Another aggregate holds this value. */
  | { readonly outcome: 'claimed'; readonly claim: Claim }
  /** Another transaction is touching the same items: try again in a moment. */
  | { readonly outcome: 'busy' };

/**
 * The log: streams of commits, insert only.
 *
 * `append` is one atomic write: the commit if its version is free, and with it every change of claims, or nothing.
 * It may be sent twice by a retrying client: the second time finds its own commit and still answers `appended`.
 */
export interface EventStore {
  append(commit: Commit, claims: ClaimChanges): Promise<AppendResult>;

  /** Commits after `version`, oldest first, strongly consistent, fetched page by page as they are consumed. */
  read(stream: string, version?: number): AsyncIterable<Commit>;
}
