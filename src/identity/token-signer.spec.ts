import { MemorySecrets } from '../../test/support/identity/memory-secrets';
import { SETTINGS } from '../../test/support/identity/token-forge';
import { NO_KEYS, rotated } from './key-set';
import { makeKey } from './make-key';
import { OwnTokens } from './own-tokens';
import { PublicKeys } from './public-keys';
import { TokenSigner } from './token-signer';

const NOW = new Date('2026-11-21T09:32:00.500Z');
const SECONDS = Math.floor(NOW.getTime() / 1000);
const ANN = { sub: '11111111-1111-4111-8111-111111111111', alias: 'Ann Lee', role: 'worker', country: 'DE' };

const partsOf = (token: string): unknown[] =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown);

describe('TokenSigner', () => {
  let secrets: MemorySecrets;
  let signer: TokenSigner;

  beforeEach(() => {
    secrets = new MemorySecrets();
    signer = new TokenSigner(secrets, SETTINGS);
  });

  it('signs for 30 days by the key whose time it is, in a form that is verified', async () => {
    const [old, young] = [await makeKey(), await makeKey()];
    secrets.putKeys(rotated(rotated(NO_KEYS, old, SECONDS - 100, 0), young, SECONDS, 10));
    const { token, expiresAt } = await signer.issue(ANN, NOW);
    expect(expiresAt).toEqual(new Date('2026-12-21T09:32:00Z'));
    expect(partsOf(token)).toEqual([
      { alg: 'ES256', kid: old.kid },
      { ...ANN, iat: SECONDS, exp: SECONDS + 2_592_000, iss: SETTINGS.issuer, aud: SETTINGS.audience },
    ]);
    const verifier = new OwnTokens(new PublicKeys(secrets), SETTINGS, () => NOW);
    await expect(verifier.verify(token)).resolves.toMatchObject({ outcome: 'good' });
    const later = await signer.issue(ANN, new Date(NOW.getTime() + 10_000));
    expect(partsOf(later.token)[0]).toEqual({ alg: 'ES256', kid: young.kid });
  });

  it('signs nothing that no verifier would take', async () => {
    await expect(signer.issue({ ...ANN, sub: 'a b' }, NOW)).rejects.toThrow('A subject is 1 to 128');
    await expect(signer.issue({ ...ANN, role: 'Admin' }, NOW)).rejects.toThrow('A role is 1 to 64');
    expect(secrets.asked).toEqual([]);
  });

  it('says how to make a key when none signs yet', async () => {
    secrets.putKeys(NO_KEYS);
    await expect(signer.issue(ANN, NOW)).rejects.toThrow('npm run keys -- rotate');
  });
});
