import type { StreamAt } from './reservations';

/** One unique value as it is stored, beside what the log says; as of one moment. */
export interface ReservationFacts {
  /** As of `uniqueValueKey`. */
  readonly key: string;
  /** Stream that holds it; absent for none. */
  readonly owner?: string;
  /** Of the streams that were looked at, those whose state has the unique value. */
  readonly wantedBy: readonly string[];
  /** The streams that were looked at, with their versions. */
  readonly given: readonly StreamAt[];
}

/**
 * - `missing`: an aggregate has the value and nobody holds the unique value, so another could take it.
 * - `orphaned`: the stream that holds it does not exist or does not have the value, so nobody else can take it.
 * - `disputed`: two aggregates have the value. No table can mend that; one of them has to give it up by a command.
 */
export type DifferenceKind = 'missing' | 'orphaned' | 'disputed';

export interface Difference extends ReservationFacts {
  readonly kind: DifferenceKind;
}

/** Nothing when the unique value is held as the log says. */
export function differenceOf(facts: ReservationFacts): Difference | undefined {
  const { owner, wantedBy } = facts;
  if (wantedBy.length > 1) return { ...facts, kind: 'disputed' };
  if (owner === wantedBy[0]) return undefined;
  return { ...facts, kind: owner === undefined ? 'missing' : 'orphaned' };
}
