import { importJWK, type CryptoKey } from 'jose';
import type { Secrets } from '../outside/secrets';
import { VERIFICATION_KEYS, verificationKeysIn } from './key-documents';
import { ALGORITHM } from './token-rules';

/** Seconds for which an unknown key is taken to be one: a flood of made-up names reads the keys no more often. */
const LOOK_AGAIN_AFTER = 10;

type Imported = ReadonlyMap<string, CryptoKey>;

/** Public keys by their `kid`, as VerificationKeys has them. */
export class PublicKeys {
  private text: string | undefined;
  private imported: Promise<Imported> = Promise.resolve(new Map());

  constructor(private readonly secrets: Pick<Secrets, 'get'>) {}

  /** A key that is not among those in memory may be a new one. @throws Error when the keys cannot be read */
  async find(kid: string): Promise<CryptoKey | undefined> {
    const known = await this.keysIn(await this.secrets.get(VERIFICATION_KEYS));
    const key = known.get(kid);
    if (key !== undefined) return key;
    const newest = await this.keysIn(await this.secrets.get(VERIFICATION_KEYS, LOOK_AGAIN_AFTER));
    return newest.get(kid);
  }

  /** Imported once for each text. */
  private keysIn(text: string): Promise<Imported> {
    if (text !== this.text) {
      this.imported = importAll(text);
      this.text = text;
    }
    return this.imported;
  }
}

async function importAll(text: string): Promise<Imported> {
  const { keys } = verificationKeysIn(text);
  const imported = new Map<string, CryptoKey>();
  for (const { kid, kty, crv, x, y } of keys) {
    const key = await importJWK({ kty, crv, x, y }, ALGORITHM);
    // Only symmetric keys are bytes, and none of these is.
    if (!(key instanceof Uint8Array)) imported.set(kid, key);
  }
  return imported;
}
