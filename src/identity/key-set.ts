import { CLOCK_TOLERANCE, LIFETIME } from './token-rules';

/** A public key on P-256, as RFC 7517 and RFC 7518 write it down. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** A key that verifies. */
export interface VerificationKey extends PublicJwk {
  /** Unix seconds from which on no token can be good that it would verify; set when its private half is gone. */
  readonly goneFrom?: number;
}

export interface SigningKey {
  readonly kid: string;
  /** Unix seconds. It signs from then on, until the next one does. */
  readonly signsFrom: number;
  readonly privateJwk: Readonly<Record<string, unknown>>;
}

/** Content of the secret VerificationKeys: `{"keys":[…]}`, which also is what a JWKS looks like. */
export interface VerificationKeySet {
  readonly keys: readonly VerificationKey[];
}

/** Content of the secret SigningKeys. */
export interface SigningKeySet {
  readonly keys: readonly SigningKey[];
}

/** Both halves of one installation's keys. */
export interface Keys {
  readonly verification: VerificationKeySet;
  readonly signing: SigningKeySet;
}

export const NO_KEYS: Keys = { verification: { keys: [] }, signing: { keys: [] } };

/** Seconds for which functions may go on with keys that have been replaced. */
export const KEYS_KEPT = 300;

/** The key that signs at a time: of those whose time has come, the one whose time came last. */
export function signerAt({ keys }: SigningKeySet, now: number): SigningKey | undefined {
  return begunBy(keys, now).at(-1);
}

/**
 * A new key joins. Without one that signs it signs at once, else from `now + lead`: until then everybody who verifies has
 * seen it. Private keys whose successor has taken over go; their public halves stay until no token of theirs can be good.
 *
 * @param made both halves under one `kid`
 * @param lead seconds
 */
export function rotated(keys: Keys, made: NewKey, now: number, lead: number): Keys {
  const signer = signerAt(keys.signing, now);
  const signsFrom = signer === undefined ? now : now + lead;
  const waiting = keys.signing.keys.filter((key) => key.signsFrom > now);
  const signing = [
    ...(signer === undefined ? [] : [signer]),
    ...waiting,
    { kid: made.kid, signsFrom, privateJwk: made.privateJwk },
  ];
  const kept = keys.verification.keys
    .map((key) => withEnd(key, signing, now))
    .filter(({ goneFrom = Infinity }) => goneFrom > now);
  return { verification: { keys: [...kept, made.publicJwk] }, signing: { keys: signing } };
}

export interface NewKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly privateJwk: Readonly<Record<string, unknown>>;
}

/**
 * Without a key, and so without every token that it has signed.
 *
 * @throws Error for a key that there is not, or the last one that could sign now
 */
export function revoked(keys: Keys, kid: string, now: number): Keys {
  const isOther = (key: { readonly kid: string }): boolean => key.kid !== kid;
  const rest: Keys = {
    verification: { keys: keys.verification.keys.filter(isOther) },
    signing: { keys: keys.signing.keys.filter(isOther) },
  };
  const left = (each: Keys): number => each.verification.keys.length + each.signing.keys.length;
  if (left(rest) === left(keys)) throw new Error(`there is no key ${kid}; keys -- list shows them`);
  if (signerAt(keys.signing, now) !== undefined && signerAt(rest.signing, now) === undefined) {
    throw new Error(`${kid} is the only key that signs: run keys -- rotate --at-once first, then revoke it`);
  }
  return rest;
}

/** What everybody may know of the keys (RFC 7517, 5): their public members alone, whatever the secret holds. */
export function jwksOf({ keys }: VerificationKeySet): { readonly keys: readonly PublicJwk[] } {
  return { keys: keys.map(({ kty, crv, x, y, kid, alg, use }) => ({ kty, crv, x, y, kid, alg, use })) };
}

/** A public key whose private half is gone stays for as long as the last token that this can have signed. */
function withEnd(
  { goneFrom, ...key }: VerificationKey,
  signing: readonly SigningKey[],
  now: number,
): VerificationKey {
  if (signing.some(({ kid }) => kid === key.kid)) return key;
  return { ...key, goneFrom: goneFrom ?? now + KEYS_KEPT + LIFETIME + CLOCK_TOLERANCE };
}

function begunBy(keys: readonly SigningKey[], now: number): SigningKey[] {
  return keys.filter(({ signsFrom }) => signsFrom <= now).sort((a, b) => a.signsFrom - b.signsFrom);
}
