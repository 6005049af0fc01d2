import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { NewKey, PublicJwk } from './key-set';
import { ALGORITHM } from './token-rules';

/** A new key pair. Its name is a UUID and not its thumbprint, which may begin like an option of a command line. */
export async function makeKey(): Promise<NewKey> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const { x, y } = (await exportJWK(pair.publicKey)) as Pick<PublicJwk, 'x' | 'y'>;
  const kid = randomUUID();
  return {
    kid,
    publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: ALGORITHM, use: 'sig' },
    privateJwk: { ...(await exportJWK(pair.privateKey)) },
  };
}
