import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { buildFolder } from '../test/support/local/build-folder';
import { closeClients, secretsManagerClient } from '../test/support/local/clients';
import { collectingLog, type CollectingLog } from '../test/support/local/collecting-log';
import { withTemporaryFolder } from '../test/support/local/temporary-folder';
import { startRuntime, type Runtime } from './runtime';

describe('secrets of a template', () => {
  const builds = buildFolder();
  let log: CollectingLog;
  let runtime: Runtime | undefined;

  afterEach(() => runtime?.stop());
  afterAll(() => {
    builds.remove();
    closeClients();
  });

  async function start(dataDir?: string): Promise<Runtime> {
    log = collectingLog();
    const template = 'local/fixtures/secrets.template.yaml';
    runtime = await startRuntime({
      template,
      buildDirectory: builds.path,
      environment: process.env,
      dataDir,
      log,
    });
    return runtime;
  }

  const read = async ({ url }: Runtime, path: string): Promise<Response> => fetch(`${url}${path}`);

  it('are read by the functions that may, and by no others', async () => {
    const { url, endpoints } = await start();
    const password = await (await fetch(`${url}/password`)).text();
    expect(password).toMatch(/^[A-Za-z\d]{20}$/);

    expect((await fetch(`${url}/keys`)).status).toBe(500);
    const refusal =
      /Stranger was refused secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:000000000000:secret:Keys-\w{6}: add the action/;
    expect(log.lines.filter((line) => refusal.test(line))).toHaveLength(1);
    expect(log.outputs('Stranger').join('\n')).toContain('AccessDeniedException');

    const client = secretsManagerClient(endpoints.secretsmanager);
    const described = await client.send(new DescribeSecretCommand({ SecretId: 'app/password' }));
    expect(described).toMatchObject({
      Description: 'Generated at the first start',
      Tags: [{ Key: 'app', Value: 'test' }],
    });
    const keys = await client.send(new GetSecretValueCommand({ SecretId: 'Keys' }));
    expect(keys.SecretString).toBe('{"keys":[]}');
    const empty = client.send(new GetSecretValueCommand({ SecretId: 'Empty' }));
    await expect(empty).rejects.toThrow('staging label: AWSCURRENT');
  });

  it('stand in no log and on no page of the runtime', async () => {
    const started = await start();
    const password = await (await read(started, '/password')).text();
    const { pages } = (await (await read(started, '/_local')).json()) as { pages: string[] };
    expect(pages).toContain('/_local/endpoints');
    for (const page of pages) expect(await (await read(started, page)).text()).not.toContain(password);
    expect(JSON.stringify([log.lines, log.outputs('Reader')])).not.toContain(password);
  });

  it('survive a restart with a data folder', () =>
    withTemporaryFolder(async (folder) => {
      const first = await start(folder);
      const password = await (await read(first, '/password')).text();
      await first.stop();
      const again = await start(folder);
      expect(await (await read(again, '/password')).text()).toBe(password);
      await again.stop();
    }));
});
