import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { NonRetryableFetchError } from 'aws-jwt-verify/error';
import { SimpleJwksCache, type Jwks } from 'aws-jwt-verify/jwk';
import { TokenForge } from '../../test/support/identity/token-forge';
import { BearerTokens } from './bearer-tokens';
import { CognitoTokens } from './cognito-tokens';
import type { Verification } from './verification';

const NOW = Math.floor(Date.now() / 1000);
const POOL = { id: 'eu-central-1_AbCdEf123', clientIds: ['client-of-the-app', 'other-client'] };
const ISSUER = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL.id}`;
const SUB = '33333333-3333-4333-8333-333333333333';

type Part = Readonly<Record<string, unknown>>;

const encoded = (part: Part): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('tokens of a user pool', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = {
    keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'pool-key', alg: 'RS256', use: 'sig' }],
  } as Jwks;
  const fetched: string[] = [];

  /** As the pool's endpoint would answer; no network. */
  const cache = (answer: () => Jwks = () => jwks): SimpleJwksCache =>
    new SimpleJwksCache({
      fetcher: {
        fetch: (uri) => {
          fetched.push(uri);
          const bytes = new TextEncoder().encode(JSON.stringify(answer()));
          return Promise.resolve(bytes.buffer);
        },
      },
    });

  const tokenOf = (claims: Part = {}, header: Part = {}, key: KeyObject = pair.privateKey): string => {
    const access = {
      sub: SUB,
      token_use: 'access',
      client_id: 'client-of-the-app',
      username: 'ann',
      scope: 'openid',
    };
    const times = { iat: NOW, exp: NOW + 3_600, auth_time: NOW };
    const groups = { 'cognito:groups': ['admin', 'Not a role'] };
    const input = `${encoded({ alg: 'RS256', kid: 'pool-key', ...header })}.${encoded({ iss: ISSUER, ...access, ...times, ...groups, ...claims })}`;
    return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
  };

  const verify = (token: string, jwksCache = cache()): Promise<Verification> =>
    new BearerTokens([new CognitoTokens(POOL, () => new Date(NOW * 1000), jwksCache)]).verify({
      authorization: `Bearer ${token}`,
    });

  it('tell who brings them; their groups are roles', async () => {
    await expect(verify(tokenOf())).resolves.toMatchObject({
      outcome: 'good',
      principal: { kind: 'user', subject: SUB, roles: ['admin'], expiresAt: NOW + 3_600 },
    });
    expect(fetched).toEqual([`${ISSUER}/.well-known/jwks.json`]);
  });

  it('tell of a program that has no user name', async () => {
    const claims = {
      username: undefined,
      'cognito:groups': undefined,
      sub: 'other-client',
      client_id: 'other-client',
    };
    await expect(verify(tokenOf(claims))).resolves.toMatchObject({
      outcome: 'good',
      principal: { kind: 'service', subject: 'other-client', roles: [] },
    });
  });

  it('of a pool that several regions share are taken too', async () => {
    const iss = ISSUER.replace('cognito-idp', 'issuer-cognito-idp');
    await expect(verify(tokenOf({ iss }))).resolves.toMatchObject({ outcome: 'good' });
  });

  it.each([
    ['an id token', { token_use: 'id', aud: 'client-of-the-app' }, 'CognitoJwtInvalidTokenUseError'],
    ['a token of another client', { client_id: 'stranger' }, 'CognitoJwtInvalidClientIdError'],
    ['one of another pool', { iss: ISSUER.replace('Ab', 'Xy') }, 'another issuer'],
    ['one without an end', { exp: undefined }, 'no iat or exp'],
    ['one that is made in the future', { iat: NOW + 61 }, 'iat in the future'],
    ['one that is not good yet', { nbf: NOW + 61 }, 'nbf in the future'],
    ['one without a subject', { sub: undefined }, 'sub is none'],
    ['one whose subject is a sentence', { sub: 'Ann Lee' }, 'sub is none'],
  ])('do not include %s', async (_, claims, reason) => {
    await expect(verify(tokenOf(claims))).resolves.toEqual({ outcome: 'refused', reason });
  });

  it.each([
    ['an unknown key', { kid: 'x' }, 'KidNotFoundInJwksError'],
    ['another algorithm', { alg: 'RS512' }, 'JwtInvalidSignatureAlgorithmError'],
    ['no algorithm', { alg: 'none' }, 'JwtInvalidSignatureAlgorithmError'],
  ])('with %s are refused', async (_, header, reason) => {
    await expect(verify(tokenOf({}, header))).resolves.toEqual({ outcome: 'refused', reason });
  });

  it('signed by somebody else are refused', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const reason = 'JwtInvalidSignatureError';
    await expect(verify(tokenOf({}, {}, other))).resolves.toEqual({ outcome: 'refused', reason });
  });

  it('are not ours, signed by our key', async () => {
    const forge = await TokenForge.at(NOW);
    const key = createPrivateKey({ key: { ...forge.key.privateJwk }, format: 'jwk' });
    const verification = await verify(tokenOf({}, { alg: 'ES256', kid: forge.key.kid }, key));
    expect(verification).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    [59, 'good'],
    [61, 'expired'],
  ])('that ended %s s ago are %s', async (ago, outcome) => {
    const token = tokenOf({ iat: NOW - 4_000, exp: NOW - ago });
    await expect(verify(token)).resolves.toMatchObject({ outcome, principal: { subject: SUB } });
  });

  it('that have expired are refused when they are no access tokens', async () => {
    const token = tokenOf({ exp: NOW - 100, token_use: 'id', aud: 'client-of-the-app' });
    await expect(verify(token)).resolves.toMatchObject({ outcome: 'refused' });
  });

  it('are neither good nor bad when the keys of the pool cannot be had', async () => {
    const jwksCache = cache(() => {
      throw new NonRetryableFetchError(ISSUER, 'no network');
    });
    await expect(verify(tokenOf(), jwksCache)).rejects.toThrow('no network');
  });
});
