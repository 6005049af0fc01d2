import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';

/** What is undefined is left out. */
export type Claims = Readonly<Record<string, unknown>>;
export type Header = Readonly<{ alg?: string; kid?: string | undefined }>;

/** An issuer of tokens with keys of its own, as OpenID Connect describes it. */
export interface TestIssuer {
  readonly url: string;
  /** How often its keys have been fetched. */
  readonly fetches: number;
  /** A token of an hour with a scope, unless its claims say otherwise. */
  token(claims?: Claims, header?: Header, key?: CryptoKey): Promise<string>;
  /** Another key, which is published under that id. */
  addKey(kid: string, algorithm?: string): Promise<CryptoKey>;
  stop(): Promise<void>;
}

const SECOND = 1000;

export async function issuer(audience: string): Promise<TestIssuer> {
  const keys: JWK[] = [];
  let fetches = 0;
  const addKey = async (kid: string, algorithm = 'RS256'): Promise<CryptoKey> => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm);
    keys.push({ ...(await exportJWK(publicKey)), kid, use: 'sig' });
    return privateKey;
  };
  const first = await addKey('first');
  const server = createServer(({ url: path }, response) => {
    const documents: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({ issuer: url, jwks_uri: `${url}/keys` }),
      '/keys': () => {
        fetches++;
        return { keys };
      },
    };
    const document = documents[path ?? '']?.();
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    get fetches() {
      return fetches;
    },
    token: (claims = {}, header = {}, key = first) => {
      const now = Math.floor(Date.now() / SECOND);
      const payload = { iss: url, aud: audience, sub: 'ann', iat: now, exp: now + 3600, ...claims };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: 'first', ...header } as JWTHeaderParameters)
        .sign(key);
    },
    addKey,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
