import type { TallyTable } from '../reading/tally-table';
import type { Share } from './tally';

/** What a stream's share is, as it is stored. */
export interface StoredShare {
  /** Version of the last event that it includes. */
  readonly version: number;
  /** Of the tally that wrote it. */
  readonly revision: number;
  /** What the sums include of the stream. */
  readonly counted: Share;
  /** Whether that is all of it: more counters change than one transaction holds, and the rest was not written yet. */
  readonly isWhole: boolean;
  /** Times that it was written: tells one state of it from any other. */
  readonly writes: number;
}

/** One atomic step of a tally: a stream's share, and the sums by as much as it differs from the one before. */
export interface TallyWrite {
  readonly table: TallyTable;
  /** Of the aggregate. */
  readonly id: string;
  readonly share: StoredShare;
  /** What each counter changes by; at most `MAX_COUNTERS`. */
  readonly changes: Share;
}

/** What tallies are written through. */
export interface TallyStore {
  /** By id, strongly consistent. At most 100 ids. */
  shares(table: TallyTable, ids: readonly string[]): Promise<ReadonlyMap<string, StoredShare>>;

  /** All of it, or nothing (`stale`) when the stored share is not the one of `writes - 1`. */
  write(step: TallyWrite): Promise<'written' | 'stale'>;
}

/** Counters in one step: with the share they fill one transaction of DynamoDB (100 actions). */
export const MAX_COUNTERS = 99;
