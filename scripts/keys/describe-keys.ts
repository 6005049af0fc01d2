import { signerAt, type Keys } from '../../src/identity/key-set';

/** A line for each key: its `kid`, and what it is for. */
export function describeKeys({ verification, signing }: Keys, now: number): string[] {
  const signer = signerAt(signing, now)?.kid;
  const known = new Set(verification.keys.map(({ kid }) => kid));
  const signers = new Map(signing.keys.map(({ kid, signsFrom }) => [kid, signsFrom]));
  const lines = verification.keys.map(({ kid, goneFrom }) => {
    const signsFrom = signers.get(kid);
    if (kid === signer) return `${kid}  signs`;
    if (signsFrom !== undefined && signsFrom > now) return `${kid}  signs from ${timeOf(signsFrom)}`;
    return `${kid}  verifies${goneFrom === undefined ? '' : ` until ${timeOf(goneFrom)}`}`;
  });
  const unknown = signing.keys
    .filter(({ kid }) => !known.has(kid))
    .map(({ kid }) => `${kid}  signs what nobody takes: revoke it`);
  const all = [...lines, ...unknown];
  return all.length > 0 ? all : ['no keys yet; rotate makes the first one'];
}

/** `2026-11-21T09:32:00Z` */
export function timeOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
