import { createPublicKey } from 'node:crypto';
import { MemorySecrets } from '../../test/support/identity/memory-secrets';
import { SETTINGS, TokenForge } from '../../test/support/identity/token-forge';
import { BearerTokens } from './bearer-tokens';
import { revoked, rotated } from './key-set';
import { makeKey } from './make-key';
import { OwnTokens } from './own-tokens';
import { PublicKeys } from './public-keys';
import type { Verification } from './verification';

const NOW = 1_795_253_520;

describe('access tokens', () => {
  let forge: TokenForge;
  let secrets: MemorySecrets;

  beforeAll(async () => {
    forge = await TokenForge.at(NOW);
  });

  beforeEach(() => {
    secrets = new MemorySecrets();
    secrets.putKeys(forge.keys);
  });

  const sent = (authorization: string, at = NOW): Promise<Verification> => {
    const own = new OwnTokens(new PublicKeys(secrets), SETTINGS, () => new Date(at * 1000));
    return new BearerTokens([own]).verify({ authorization });
  };
  const verify = (token: string, at?: number): Promise<Verification> => sent(`Bearer ${token}`, at);
  const refused = (reason: string): Verification => ({ outcome: 'refused', reason });

  it('tell who brings them', async () => {
    await expect(verify(forge.token())).resolves.toEqual({
      outcome: 'good',
      principal: {
        kind: 'user',
        subject: '11111111-1111-4111-8111-111111111111',
        roles: ['admin'],
        claims: forge.claims,
        expiresAt: NOW + 600,
      },
    });
  });

  it('tell a service from a person', async () => {
    const { principal } = (await verify(forge.token({ role: 'service' }))) as { principal?: unknown };
    expect(principal).toMatchObject({ kind: 'service', roles: ['service'] });
  });

  it.each([
    ['no kid', { kid: undefined }, 'no kid'],
    ['a kid that is no text', { kid: 1 }, 'no kid'],
    ['an unknown kid', { kid: 'a' }, 'unknown kid'],
    ['the header of RS256', { alg: 'RS256' }, 'another algorithm'],
    ['the header of ES384', { alg: 'ES384' }, 'another algorithm'],
    ['no algorithm', { alg: undefined }, 'another algorithm'],
    ['an extension that nobody knows', { crit: ['x'], x: 1 }, 'ERR_JOSE_NOT_SUPPORTED'],
  ])('are refused with %s', async (_, header, reason) => {
    await expect(verify(forge.token({}, header))).resolves.toEqual(refused(reason));
  });

  it.each([
    ['another issuer', { iss: 'urn:other' }, 'another issuer'],
    ['no issuer', { iss: undefined }, 'another issuer'],
    ['another audience', { aud: 'other' }, 'aud is check_failed'],
    ['other audiences', { aud: ['other', 'third'] }, 'aud is check_failed'],
    ['no audience', { aud: undefined }, 'aud is missing'],
    ['no subject', { sub: undefined }, 'sub is missing'],
    ['an empty subject', { sub: '' }, 'sub is none'],
    ['a subject with a blank', { sub: 'a b' }, 'sub is none'],
    ['a subject that is too long', { sub: 'a'.repeat(129) }, 'sub is none'],
    ['a subject that is no text', { sub: 1 }, 'sub is none'],
    ['no role', { role: undefined }, 'role is missing'],
    ['several roles', { role: ['admin'] }, 'role is none'],
    ['no end', { exp: undefined }, 'exp is missing'],
    ['an end that is no number', { exp: 'never' }, 'exp is invalid'],
    ['no beginning', { iat: undefined }, 'iat is missing'],
    ['a time that is not yet', { nbf: NOW + 61 }, 'nbf is check_failed'],
    ['a making in the future', { iat: NOW + 61 }, 'iat in the future'],
  ])('are refused with %s', async (_, claims, reason) => {
    await expect(verify(forge.token(claims))).resolves.toEqual(refused(reason));
  });

  it.each([
    ['the audience among others', { aud: ['other', SETTINGS.audience] }],
    ['a time that is not yet by a minute', { nbf: NOW + 60 }],
    ['a making in the future by a minute', { iat: NOW + 60 }],
    ['the longest subject', { sub: 'a'.repeat(128) }],
  ])('are good with %s', async (_, claims) => {
    await expect(verify(forge.token(claims))).resolves.toMatchObject({ outcome: 'good' });
  });

  it.each([
    [59, 'good'],
    [60, 'expired'],
    [61, 'expired'],
    [86_400, 'expired'],
  ])('that ended %s s ago are %s, and tell who that was', async (ago, outcome) => {
    const token = forge.token({ exp: NOW - ago, iat: NOW - 100_000 });
    const principal = { kind: 'user', roles: ['admin'], expiresAt: NOW - ago };
    await expect(verify(token)).resolves.toMatchObject({ outcome, principal });
  });

  it('that have expired are refused when anything else is wrong with them', async () => {
    const late = { exp: NOW - 100 };
    await expect(verify(forge.token({ ...late, aud: 'x' }))).resolves.toEqual(refused('aud is check_failed'));
    await expect(verify(forge.token({ ...late, role: 7 }))).resolves.toEqual(refused('role is none'));
  });

  it('are refused without a signature', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      await expect(verify(forge.unsignedToken(alg))).resolves.toEqual(refused('another algorithm'));
    }
    await expect(verify(forge.unsignedToken('ES256'))).resolves.toMatchObject({ outcome: 'refused' });
  });

  it('are refused when the public key was the secret of an HMAC', async () => {
    const jwk = { ...forge.key.publicJwk };
    const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [String(pem), JSON.stringify(jwk)]) {
      await expect(verify(forge.hmacToken(secret))).resolves.toEqual(refused('another algorithm'));
    }
  });

  it('are refused when they were signed by somebody else, or changed', async () => {
    const bad = refused('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
    await expect(verify(forge.token({}, {}, await makeKey()))).resolves.toEqual(bad);
    const [header = '', , signature = ''] = forge.token().split('.');
    const [, claims = ''] = forge.token({ role: 'service' }).split('.');
    await expect(verify([header, claims, signature].join('.'))).resolves.toEqual(bad);
  });

  it('bring no key of their own', async () => {
    const other = await makeKey();
    const token = forge.token({}, { jwk: other.publicJwk, jku: 'https://example.com/jwks.json' }, other);
    await expect(verify(token)).resolves.toEqual(refused('ERR_JWS_SIGNATURE_VERIFICATION_FAILED'));
  });

  it.each([
    ['', 'no bearer token'],
    ['Bearer', 'no bearer token'],
    ['Bearer ', 'no bearer token'],
    ['Basic YTpi', 'no bearer token'],
    ['Bearer a.b', 'no bearer token'],
    ['Bearer a.b.c', 'another issuer'],
    ['Bearer a.b.c.d.e', 'no bearer token'],
    ['Bearer \u{1F511}.b.c', 'no bearer token'],
    ['Bearer bnVsbA.bnVsbA.bnVsbA', 'another issuer'],
    [`Bearer a.${'b'.repeat(5_000)}.c`, 'too long'],
  ])('are none: %j', async (authorization, reason) => {
    await expect(sent(authorization)).resolves.toEqual(refused(reason));
  });

  it('are none when two came', async () => {
    const both = `Bearer ${forge.token()}`;
    await expect(sent(`${both},${both}`)).resolves.toEqual(refused('no bearer token'));
    await expect(sent(`${both}, ${both}`)).resolves.toEqual(refused('no bearer token'));
    const tokens = new BearerTokens([]);
    const headers = { authorization: both, Authorization: both };
    await expect(tokens.verify(headers)).resolves.toEqual(refused('several Authorization headers'));
  });

  it.each(['bearer', 'BEARER', 'Bearer  '])('come with the scheme in any case: %s', async (scheme) => {
    await expect(sent(`${scheme} ${forge.token()}`)).resolves.toMatchObject({ outcome: 'good' });
  });

  it('come in a header of any case', async () => {
    const own = new OwnTokens(new PublicKeys(secrets), SETTINGS, () => new Date(NOW * 1000));
    const verification = new BearerTokens([own]).verify({ AUTHORIZATION: `Bearer ${forge.token()}` });
    await expect(verification).resolves.toMatchObject({ outcome: 'good' });
  });

  it('of a key that has been replaced stay good until they expire', async () => {
    const lead = 60;
    let keys = rotated(forge.keys, await makeKey(), NOW, lead);
    keys = rotated(keys, await makeKey(), NOW + 2 * lead, lead);
    expect(keys.signing.keys.map(({ kid }) => kid)).not.toContain(forge.key.kid);
    secrets.putKeys(keys);
    const token = forge.token({ exp: NOW + 2_592_000 });
    await expect(verify(token, NOW + 2_592_059)).resolves.toMatchObject({ outcome: 'good' });
  });

  it('of a key that was revoked are refused', async () => {
    const rest = revoked(rotated(forge.keys, await makeKey(), NOW, 0), forge.key.kid, NOW);
    secrets.putKeys(rest);
    await expect(verify(forge.token())).resolves.toEqual(refused('unknown kid'));
  });

  it('are neither good nor bad when keys cannot be read', async () => {
    secrets.put('VerificationKeys', '{"keys":[{}]}');
    await expect(verify(forge.token())).rejects.toThrow('VerificationKeys does not hold keys');
  });

  it('cost nothing when they cannot be ours', async () => {
    await verify(forge.unsignedToken('none'));
    await verify(forge.token({ iss: 'urn:other' }));
    expect(secrets.asked).toEqual([]);
  });
});

describe('BearerTokens', () => {
  it('refuses two verifiers of one issuer', () => {
    const own = new OwnTokens(new PublicKeys(new MemorySecrets()), SETTINGS);
    expect(() => new BearerTokens([own, own])).toThrow('TokenIssuer is the issuer of the user pool');
  });
});
