import type { Commit } from './commit';

/** A part of a stream: commits whose first event has a version from `from` to `to`, both included. */
export interface ReadRange {
  readonly from?: number;
  readonly to?: number;
  readonly order?: 'oldest-first' | 'newest-first';
  /** Commits that the reader expects to use: a hint for the size of pages, not a bound. */
  readonly expected?: number;
}

/** The log, to whoever only reads it: streams of commits. Reads are strongly consistent. */
export interface EventLog {
  /** Commits, fetched page by page as they are consumed. */
  read(stream: string, range?: ReadRange): AsyncIterable<Commit>;
}
