import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { isJsonObject } from '../../template/json';

/** API Gateway keeps public keys for two hours ("Control access to HTTP APIs with JWT authorizers"). */
const KEPT_FOR = 2 * 60 * 60 * 1000;

const FETCHED_WITHIN = 5_000;

/**
 * Public keys of an issuer, found as OpenID Connect Discovery says. Fetched when the first token comes, as the issuer
 * may be the application itself, and again when a token names a key that is not known.
 */
export class IssuerKeys {
  private found: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly issuer: string) {}

  /** @throws Error when the issuer does not answer, or not with what is needed */
  async get(): Promise<JWTVerifyGetKey> {
    this.found ??= discover(this.issuer);
    try {
      return await this.found;
    } catch (error) {
      // The next request tries again.
      this.found = undefined;
      throw error;
    }
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(FETCHED_WITHIN) });
  const document: unknown = response.ok ? await response.json() : undefined;
  const keys = isJsonObject(document) ? document.jwks_uri : undefined;
  if (typeof keys !== 'string' || !/^https?:/.test(keys) || !URL.canParse(keys))
    throw new Error(`${address} names no jwks_uri (status ${response.status})`);
  return createRemoteJWKSet(new URL(keys), { cacheMaxAge: KEPT_FOR, timeoutDuration: FETCHED_WITHIN });
}
