import type { SigningKey, SigningKeySet, VerificationKey, VerificationKeySet } from './key-set';

/** Logical ids of the two secrets. Who verifies can read the first alone, and so can make no tokens. */
export const VERIFICATION_KEYS = 'VerificationKeys';
export const SIGNING_KEYS = 'SigningKeys';

export type KeySecret = typeof VERIFICATION_KEYS | typeof SIGNING_KEYS;

/** @throws Error that says which secret is not what it has to be, and nothing of what it holds */
export function verificationKeysIn(text: string): VerificationKeySet {
  return { keys: keysIn(VERIFICATION_KEYS, text, isVerificationKey) };
}

/** @throws Error as above */
export function signingKeysIn(text: string): SigningKeySet {
  return { keys: keysIn(SIGNING_KEYS, text, isSigningKey) };
}

function keysIn<Key>(secret: string, text: string, isKey: (value: unknown) => value is Key): readonly Key[] {
  const { keys } = Object(parsed(text)) as { readonly keys?: unknown };
  if (Array.isArray(keys) && keys.every(isKey)) return keys;
  throw new Error(`${secret} does not hold keys as npm run keys -- rotate writes them.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its message would quote the secret.
    return undefined;
  }
}

function isVerificationKey(value: unknown): value is VerificationKey {
  const { kty, crv, x, y, kid, goneFrom = 0 } = Object(value) as Record<string, unknown>;
  const isText = [x, y, kid].every((each) => typeof each === 'string');
  return kty === 'EC' && crv === 'P-256' && isText && typeof goneFrom === 'number';
}

function isSigningKey(value: unknown): value is SigningKey {
  const { kid, signsFrom, privateJwk } = Object(value) as Record<string, unknown>;
  return typeof kid === 'string' && typeof signsFrom === 'number' && typeof privateJwk === 'object';
}
