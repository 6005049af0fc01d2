import type { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SETTINGS, TokenForge } from '../../test/support/identity/token-forge';
import { scripted } from '../../test/support/scripted-client';
import { SecretsManagerSecrets } from '../aws/secrets-manager';
import { NO_KEYS, rotated, type Keys } from './key-set';
import { makeKey } from './make-key';
import { OwnTokens } from './own-tokens';
import { PublicKeys } from './public-keys';
import { LIFETIME } from './token-rules';
import { TokenSigner } from './token-signer';

const START = 1_795_253_520;
/** Seconds: twice what functions keep keys for. */
const LEAD = 600;
/** Virtual seconds between two moments at which something happens. */
const STEP = 7;
const MOMENTS = 500;

describe('rotating keys again and again while tokens are signed and verified', () => {
  const rotate = async (lead: number) => {
    let now = START;
    let keys: Keys = rotated(NO_KEYS, await makeKey(), now, 0);
    let stored = keys;
    let reads = 0;
    /** Secrets as one function keeps them: each has read them at another time. */
    const secretsOfAFunction = (): SecretsManagerSecrets => {
      const { client } = scripted(new SecretsManagerClient({}), (input) => {
        const { SecretId } = input as GetSecretValueCommand['input'];
        reads += 1;
        return {
          SecretString: JSON.stringify(
            SecretId === 'VerificationKeys' ? stored.verification : stored.signing,
          ),
        };
      });
      return new SecretsManagerSecrets(
        () => client,
        (logicalId) => logicalId,
        () => now * 1000,
      );
    };
    const time = (): Date => new Date(now * 1000);
    const signers = Array.from({ length: 3 }, () => new TokenSigner(secretsOfAFunction(), SETTINGS));
    const verifiers = Array.from(
      { length: 5 },
      () => new OwnTokens(new PublicKeys(secretsOfAFunction()), SETTINGS, time),
    );
    const tokens: string[] = [];
    const kids = new Set<string>();
    let verified = 0;
    const { header } = await TokenForge.at(now);
    const madeUp = (await TokenForge.at(now)).token({}, header);
    for (let moment = 0; moment < MOMENTS; moment += 1, now += STEP) {
      const signer = signers[moment % signers.length];
      const subject = { sub: 'ann', alias: '', role: 'admin', country: 'DE' };
      const { token } = (await signer?.issue(subject, time())) ?? {};
      tokens.push(token ?? '');
      kids.add(token?.split('.')[0] ?? '');
      // The newest, the oldest, and some between: each by one of the functions that are awake at this moment.
      const shown = tokens.filter((_, index) => index === moment || index % 97 === moment % 97);
      const awake = verifiers.filter((_, index) => (moment + index) % 3 > 0);
      const checks = awake.flatMap((each) => shown.map((one) => each.verify(one)));
      for (const { outcome } of await Promise.all(checks)) {
        expect(outcome).toBe('good');
        verified += 1;
      }
      // Whoever makes keys up uses up the looks that are taken for unknown ones.
      const attacks = await Promise.all(awake.map((each) => each.verify(madeUp)));
      expect(new Set(attacks.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
      if (moment % 20 === 5) keys = rotated(keys, await makeKey(), now, lead);
      stored = keys;
    }
    return { verified, kids: kids.size, reads, seconds: MOMENTS * STEP };
  };

  it('refuses none that is good', async () => {
    const { verified, kids, reads, seconds } = await rotate(LEAD);
    expect(seconds).toBeLessThan(LIFETIME);
    expect(kids).toBeGreaterThan(20);
    expect(verified).toBeGreaterThan(5_000);
    // The signers read every five minutes, and the verifiers no more often than every ten seconds.
    expect(reads).toBeLessThanOrEqual(3 * (seconds / 300 + 1) + 5 * (seconds / 10 + 1));
  });

  it('may refuse some when a key signs before everybody knows it', async () => {
    await expect(rotate(0)).rejects.toThrow(/"good"[^]*"refused"/u);
  });
});
