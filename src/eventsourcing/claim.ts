import { comparable } from '../kernel/text';

/** A value that only one aggregate may have. */
export interface Claim {
  /** The set within which the value is unique: a context (`iam`) or an aggregate type (`iam/role`). */
  readonly scope: string;
  /** What is claimed: `email`. */
  readonly name: string;
  /** As entered; two spellings of the same value are one claim. */
  readonly value: string;
}

/** The claims that a state holds: a pure function, so that claims can be audited against the log. */
export type ClaimRule<State> = (state: State) => readonly Claim[];

/** What a commit does to the claims, in the same transaction. Keys as of `claimKey`. */
export interface ClaimChanges {
  readonly taken: readonly Claim[];
  readonly released: readonly Claim[];
}

/** `iam/role#name#administrator`; the value in its comparable form. */
export function claimKey({ scope, name, value }: Claim): string {
  return `${scope}#${name}#${comparable(value)}`;
}

/** @throws TypeError for a claim of an aggregate type within neither that type nor its context */
export function checkScope(type: string, { scope, name }: Claim): void {
  const context = type.slice(0, type.indexOf('/'));
  if (scope === type || scope === context) return;
  throw new TypeError(`${type} claims ${name} within ${scope}: the scope has to be ${type} or ${context}.`);
}

/** The claims that a state holds. @throws TypeError as `checkScope` does */
export function claimsOf<State>(type: string, rule: ClaimRule<State>, state: State): readonly Claim[] {
  const claims = rule(state);
  for (const claim of claims) checkScope(type, claim);
  return claims;
}

export function claimChanges(before: readonly Claim[], after: readonly Claim[]): ClaimChanges {
  const held = new Set(before.map(claimKey));
  const wanted = new Set(after.map(claimKey));
  return {
    taken: distinct(after).filter((claim) => !held.has(claimKey(claim))),
    released: distinct(before).filter((claim) => !wanted.has(claimKey(claim))),
  };
}

/** A transaction touches no item twice. */
function distinct(claims: readonly Claim[]): Claim[] {
  return [...new Map(claims.map((claim) => [claimKey(claim), claim])).values()];
}
