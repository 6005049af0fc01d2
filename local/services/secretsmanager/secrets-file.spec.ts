import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretsUnderTest } from '../../../test/support/local/secrets-under-test';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';

describe('secrets in a data folder', () => {
  it('survive a restart, with versions, tags and what is marked for deletion', () =>
    withTemporaryFolder(async (folder) => {
      const first = await SecretsUnderTest.start(folder);
      const Tags = [{ Key: 'stage', Value: 'test' }];
      await first.client.send(new CreateSecretCommand({ Name: 'keys', SecretString: 'old', Tags }));
      await first.client.send(
        new PutSecretValueCommand({ SecretId: 'keys', SecretBinary: Buffer.from([1, 2]) }),
      );
      await first.client.send(new CreateSecretCommand({ Name: 'empty' }));
      await first.client.send(new DeleteSecretCommand({ SecretId: 'empty' }));
      await first.client.send(new CreateSecretCommand({ Name: 'gone' }));
      const force = { SecretId: 'gone', ForceDeleteWithoutRecovery: true };
      await first.client.send(new DeleteSecretCommand(force));
      const describe = (secrets: SecretsUnderTest, SecretId: string): Promise<object> =>
        secrets.client
          .send(new DescribeSecretCommand({ SecretId }))
          .then((described) => ({ ...described, $metadata: undefined }));
      const before = [await describe(first, 'keys'), await describe(first, 'empty')];
      await first.stop();

      const second = await SecretsUnderTest.start(folder);
      expect([await describe(second, 'keys'), await describe(second, 'empty')]).toEqual(before);
      const get = (more = {}): GetSecretValueCommand =>
        new GetSecretValueCommand({ SecretId: 'keys', ...more });
      expect([...((await second.client.send(get())).SecretBinary ?? [])]).toEqual([1, 2]);
      expect((await second.client.send(get({ VersionStage: 'AWSPREVIOUS' }))).SecretString).toBe('old');
      await expect(describe(second, 'gone')).rejects.toHaveProperty('name', 'ResourceNotFoundException');
      await second.stop();
    }));

  it('are readable by their owner alone, whatever was there before', () =>
    withTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, 'secrets.json.new'), 'half', { mode: 0o644 });
      const secrets = await SecretsUnderTest.start(folder);
      await secrets.newSecret('a');
      await secrets.newSecret('b');
      await secrets.stop();
      expect(readdirSync(folder)).toEqual(['secrets.json']);
      expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    }));

  it('say that their file is damaged, and show nothing of it', () =>
    withTemporaryFolder(async (folder) => {
      const file = join(folder, 'secrets.json');
      const secret = { name: 'a', createdAt: 1, changedAt: 1, tags: [], versions: [] };
      for (const content of [
        '',
        '{"hush',
        '{}',
        '["hush"]',
        JSON.stringify([{ ...secret, name: 5 }]),
        JSON.stringify([{ ...secret, versions: [{ id: 'v', value: 'hush', createdAt: 1, stages: [] }] }]),
        JSON.stringify([{ ...secret, versions: [{ id: 'v', value: {}, createdAt: 1, stages: [] }] }]),
      ]) {
        writeFileSync(file, content);
        await expect(SecretsUnderTest.start(folder)).rejects.toThrow(
          new Error(`${file} is damaged; remove it, and the secrets of the template are made anew`),
        );
      }
      writeFileSync(file, JSON.stringify([secret]));
      await (await SecretsUnderTest.start(folder)).stop();
    }));
});
