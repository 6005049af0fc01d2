import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { makeKey } from '../../../src/identity/make-key';
import { NO_KEYS, rotated, type Keys, type NewKey } from '../../../src/identity/key-set';

export const SETTINGS = { issuer: 'urn:foldline:test', audience: 'foldline' };

type Part = Readonly<Record<string, unknown>>;

/** Writes tokens, right ones and all kinds of wrong ones, without the code under test. */
export class TokenForge {
  private constructor(
    readonly key: NewKey,
    readonly keys: Keys,
    readonly now: number,
    private readonly settings = SETTINGS,
  ) {}

  /** With the key and in the name of an application. @param now Unix seconds */
  static by(key: NewKey, settings: typeof SETTINGS, now: number): TokenForge {
    return new TokenForge(key, rotated(NO_KEYS, key, now, 0), now, settings);
  }

  /** @param now Unix seconds */
  static async at(now: number): Promise<TokenForge> {
    const key = await makeKey();
    return new TokenForge(key, rotated(NO_KEYS, key, now - 60, 0), now);
  }

  get header(): Part {
    return { alg: 'ES256', kid: this.key.kid };
  }

  get claims(): Part {
    const { now, settings } = this;
    const subject = {
      sub: '11111111-1111-4111-8111-111111111111',
      alias: 'Ann',
      role: 'admin',
      country: 'DE',
    };
    return { ...subject, iat: now, exp: now + 600, iss: settings.issuer, aud: settings.audience };
  }

  /** A good token but for what is given; a claim that is undefined is left out. */
  token(claims: Part = {}, header: Part = {}, by: NewKey = this.key): string {
    const input = unsigned({ ...this.header, ...header }, { ...this.claims, ...claims });
    const key = createPrivateKey({ key: { ...by.privateJwk }, format: 'jwk' });
    const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  }

  /** Signed by HMAC, with what everybody may know as its secret. */
  hmacToken(secret: string, claims: Part = {}): string {
    const input = unsigned({ ...this.header, alg: 'HS256' }, { ...this.claims, ...claims });
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }

  unsignedToken(alg: string, claims: Part = {}): string {
    return `${unsigned({ ...this.header, alg }, { ...this.claims, ...claims })}.`;
  }
}

function unsigned(header: Part, claims: Part): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
