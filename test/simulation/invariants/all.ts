import type { Evidence, Invariant } from './evidence';
import { disabledRolesAreHeldByNobody, removalsHappenOnce, uniqueValuesAreUnique } from './iam';
import { commandsHaveOneEffect, versionsAreContiguous } from './log';
import { rowsAreTheFold } from './rows';
import { eachReservationIsReplenishedOnce, ordersAreWhole, quantitiesAreNeverNegative } from './shop';
import { sumsAreExact } from './tallies';

export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  versionsAreContiguous,
  commandsHaveOneEffect,
  rowsAreTheFold,
  sumsAreExact,
  uniqueValuesAreUnique,
  disabledRolesAreHeldByNobody,
  removalsHappenOnce,
  quantitiesAreNeverNegative,
  eachReservationIsReplenishedOnce,
  ordersAreWhole,
};

/** What of all this does not hold. */
export function violationsIn(evidence: Evidence): string[] {
  return Object.entries(INVARIANTS).flatMap(([name, invariant]) =>
    [...invariant(evidence)].map((violation) => `${name}: ${violation}`),
  );
}
