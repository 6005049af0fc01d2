import type { Key } from '../../../src/eventsourcing/reading/table';
import type { Row } from './stored-rows';

/**
 * How rows differ from the fold of the log. Of the row that a projection keeps for each stream:
 * - `missing`: the stream has events, and there was no row even after a while.
 * - `late`: the row is right at its version, and stayed behind the log for a while.
 * - `outdated`: an older revision of the projection wrote it, and it was not folded again for a while.
 * - `newer`: a newer revision wrote it; only the code of that revision can judge it.
 * - `wrong`: it is not what the events up to its version lead to.
 * - `ahead`: its version is beyond the end of the log.
 * - `unversioned`: its version is none that a commit ended with, or its revision is no number.
 * - `orphan`: there is no such stream.
 * - `unfoldable`: this code does not know an event of the stream.
 *
 * Of detail rows, judged as of the version of that row: `detail-missing`, `detail-wrong`, and `detail-surplus` for one
 * that its stream does not lead to.
 */
export type DifferenceKind = HeadKind | DetailKind;
export type HeadKind =
  'missing' | 'late' | 'outdated' | 'newer' | 'wrong' | 'ahead' | 'unversioned' | 'orphan' | 'unfoldable';
export type DetailKind = 'detail-missing' | 'detail-wrong' | 'detail-surplus';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly stream: string;
  /** Logical id. */
  readonly table: string;
  /** Of a detail row. */
  readonly key?: Key;
  /** The projection's row, as it was stored; absent when there was none. */
  readonly seen?: Row;
  /** The columns that differ, of what is wrong. */
  readonly columns?: readonly ColumnDifference[];
  /** What explains it further. */
  readonly note?: string;
}

export interface ColumnDifference {
  readonly column: string;
  /** Absent when there is no such column. */
  readonly stored?: unknown;
  readonly expected?: unknown;
}

/** Kinds that may pass by themselves: the consumer is on its way. */
const PASSING: ReadonlySet<DifferenceKind> = new Set(['missing', 'late', 'outdated']);

export function passes({ kind }: Difference): boolean {
  return PASSING.has(kind);
}
