import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { KeySecrets } from '../../local/identity/key-secrets';
import { SecretsUnderTest } from '../../test/support/local/secrets-under-test';
import { parseArguments } from './arguments';
import { LEAD, run } from './run';

const NOW = 1_795_253_520;

/** On a local Secrets Manager. */
describe('npm run keys', () => {
  let secretsManager: SecretsUnderTest;
  let names: Record<'VerificationKeys' | 'SigningKeys', string>;
  let secrets: KeySecrets;

  beforeAll(async () => {
    secretsManager = await SecretsUnderTest.start();
  });

  beforeEach(async () => {
    const [VerificationKeys, SigningKeys] = [
      await secretsManager.newSecret(),
      await secretsManager.newSecret(),
    ];
    names = { VerificationKeys, SigningKeys };
    secrets = new KeySecrets(secretsManager.client, (logicalId) => names[logicalId]);
  });

  afterAll(() => secretsManager.stop());

  const keys = async (now: number, ...args: string[]): Promise<string[]> => {
    const order = parseArguments(args);
    const printed: string[] = [];
    if (order.command === 'help') throw new Error('nothing to run');
    await run(order, { secrets, now, print: (line) => printed.push(line) });
    return printed;
  };
  const make = async (now: number, ...options: string[]): Promise<string> => {
    const [line = ''] = await keys(now, 'rotate', ...options);
    return /^made: (\S+), /u.exec(line)?.[1] ?? line;
  };

  it('says how to begin', async () => {
    await expect(keys(NOW, 'list')).resolves.toEqual(['no keys yet; rotate makes the first one']);
  });

  it('makes a first key that signs at once, and others that sign in an hour', async () => {
    const a = await make(NOW);
    await expect(keys(NOW, 'list')).resolves.toEqual([`${a}  signs`]);
    const [line] = await keys(NOW + 10, 'rotate');
    expect(line).toMatch(/^made: \S+, signs from 2026-11-21T10:32:10Z$/u);
    const [first, second] = await keys(NOW + 10, 'list');
    expect([first, second?.slice(36)]).toEqual([`${a}  signs`, '  signs from 2026-11-21T10:32:10Z']);
    const later = await keys(NOW + 10 + LEAD, 'list');
    expect(later.map((each) => each.slice(36))).toEqual(['  verifies', '  signs']);
  });

  it('signs at once where that is asked for', async () => {
    const a = await make(NOW);
    const b = await make(NOW, '--at-once');
    await expect(keys(NOW, 'list')).resolves.toEqual([`${a}  verifies`, `${b}  signs`]);
  });

  it('tells until when a key verifies whose private half is gone', async () => {
    const a = await make(NOW);
    await make(NOW, '--at-once');
    await make(NOW, '--at-once');
    await expect(keys(NOW, 'list')).resolves.toContain(`${a}  verifies until 2026-12-21T09:38:00Z`);
  });

  it('puts each half where it belongs', async () => {
    const a = await make(NOW);
    const { verification, signing } = await secrets.read();
    expect(verification.keys).toEqual([expect.objectContaining({ kid: a, kty: 'EC', use: 'sig' })]);
    expect(verification.keys[0]).not.toHaveProperty('d');
    expect(signing.keys).toEqual([
      { kid: a, signsFrom: NOW, privateJwk: expect.objectContaining({ crv: 'P-256' }) as object },
    ]);
  });

  it('revokes a key, but not the only one that signs, nor one that there is not', async () => {
    const a = await make(NOW);
    await expect(keys(NOW, 'revoke', a)).rejects.toThrow('rotate --at-once first');
    const b = await make(NOW, '--at-once');
    const [line] = await keys(NOW, 'revoke', a);
    expect(line).toMatch(`revoked: ${a};`);
    await expect(keys(NOW, 'list')).resolves.toEqual([`${b}  signs`]);
    await expect(keys(NOW, 'revoke', a)).rejects.toThrow(`there is no key ${a}`);
  });

  it('goes on after a rotation that was cut off between its halves', async () => {
    await make(NOW);
    const { signing } = await secrets.read();
    const b = await make(NOW);
    const SecretString = JSON.stringify(signing);
    await secretsManager.client.send(
      new PutSecretValueCommand({ SecretId: names.SigningKeys, SecretString }),
    );
    const c = await make(NOW + 5);
    const later = await keys(NOW + 5 + LEAD, 'list');
    expect(later).toContain(`${c}  signs`);
    expect(later.find((line) => line.startsWith(b))).toContain('verifies until');
  });

  it('refuses a secret that holds something else, and does not show it', async () => {
    const command = new PutSecretValueCommand({ SecretId: names.SigningKeys, SecretString: 'hunter2' });
    await secretsManager.client.send(command);
    await expect(keys(NOW, 'list')).rejects.toThrow(/^SigningKeys does not hold keys/u);
  });
});
