import { ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { scripted } from '../../test/support/scripted-client';
import { SecretsManagerSecrets } from './secrets-manager';

describe('SecretsManagerSecrets', () => {
  let now: number;
  let stored: Record<string, string>;
  let failure: Error | undefined;
  let inputs: unknown[];
  let secrets: SecretsManagerSecrets;

  beforeEach(() => {
    now = 1_000_000;
    stored = { 'arn:A': 'one', 'arn:B': 'other' };
    failure = undefined;
    const script = scripted(new SecretsManagerClient({}), (input) => {
      if (failure !== undefined) throw failure;
      return { SecretString: stored[(input as { SecretId: string }).SecretId] };
    });
    inputs = script.inputs;
    secrets = new SecretsManagerSecrets(
      () => script.client,
      (logicalId) => `arn:${logicalId}`,
      () => now,
    );
  });

  it('reads a secret by its ARN', async () => {
    await expect(secrets.get('A')).resolves.toBe('one');
    await expect(secrets.get('B')).resolves.toBe('other');
    expect(inputs).toEqual([{ SecretId: 'arn:A' }, { SecretId: 'arn:B' }]);
  });

  it('keeps what it has read for five minutes', async () => {
    await secrets.get('A');
    stored['arn:A'] = 'two';
    now += 299_999;
    await expect(secrets.get('A')).resolves.toBe('one');
    now += 1;
    await expect(secrets.get('A')).resolves.toBe('two');
    expect(inputs).toHaveLength(2);
  });

  it('reads again what is older than it may be', async () => {
    await secrets.get('A');
    stored['arn:A'] = 'two';
    now += 9_999;
    await expect(secrets.get('A', 10)).resolves.toBe('one');
    now += 1;
    await expect(secrets.get('A', 10)).resolves.toBe('two');
  });

  it('reads once for all who ask at the same time', async () => {
    const asked = Array.from({ length: 50 }, () => secrets.get('A'));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['one']));
    expect(inputs).toHaveLength(1);
  });

  it('keeps no failure', async () => {
    failure = new Error('AccessDenied');
    const both = [secrets.get('A'), secrets.get('A')];
    await Promise.all(both.map((each) => expect(each).rejects.toThrow('AccessDenied')));
    expect(inputs).toHaveLength(1);
    failure = undefined;
    await expect(secrets.get('A')).resolves.toBe('one');
  });

  it('says what to do about a secret that nothing has been put into', async () => {
    await expect(secrets.get('C')).rejects.toThrow('The secret C holds no text yet');
    failure = new ResourceNotFoundException({ message: 'no AWSCURRENT', $metadata: {} });
    await expect(secrets.get('A')).rejects.toThrow('npm run keys -- rotate');
  });

  it('makes no client before it is asked', () => {
    const fail = (): never => {
      throw new Error('made');
    };
    expect(() => new SecretsManagerSecrets(fail, fail)).not.toThrow();
  });
});
