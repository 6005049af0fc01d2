import type { StreamAt } from './claim-holders';

/** One claim as it is stored, beside what the log says; as of one moment. */
export interface ClaimFacts {
  /** As of `claimKey`. */
  readonly key: string;
  /** Stream that holds it; absent for none. */
  readonly owner?: string;
  /** Of the streams that were looked at, those whose state has the claim. */
  readonly wantedBy: readonly string[];
  /** The streams that were looked at, with their versions. */
  readonly given: readonly StreamAt[];
}

/**
 * - `missing`: an aggregate has the value and nobody holds the claim, so another could take it.
 * - `orphaned`: the stream that holds it does not exist or does not have the value, so nobody else can take it.
 * - `disputed`: two aggregates have the value. No table can mend that; one of them has to give it up by a command.
 */
export type DifferenceKind = 'missing' | 'orphaned' | 'disputed';

export interface Difference extends ClaimFacts {
  readonly kind: DifferenceKind;
}

/** Nothing when the claim is held as the log says. */
export function differenceOf(facts: ClaimFacts): Difference | undefined {
  const { owner, wantedBy } = facts;
  if (wantedBy.length > 1) return { ...facts, kind: 'disputed' };
  if (owner === wantedBy[0]) return undefined;
  return { ...facts, kind: owner === undefined ? 'missing' : 'orphaned' };
}
