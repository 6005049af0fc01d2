import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { startRuntime, type Runtime } from '../../local/runtime';
import { tokenOf } from '../../scripts/token/token-of';

const run = promisify(execFile);

/** Inside the project, so that packages are found. */
const FOLDER = '.local/test/generated-client';
const PROGRAM = `${FOLDER}/use-the-api.ts`;
const bin = (name: string, ...args: readonly string[]): Promise<{ stdout: string }> =>
  run(`node_modules/.bin/${name}`, args).catch((error: unknown) => {
    // The compiler says what is wrong on its standard output.
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${name} failed:\n${stdout}${stderr}`, { cause: error });
  });

describe('a TypeScript client that is generated from openapi.json', () => {
  let runtime: Runtime;

  beforeAll(async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    await copyFile('test/flow/client/use-the-api.ts', PROGRAM);
    await bin('openapi-typescript', 'openapi.json', '--output', `${FOLDER}/api.d.ts`);
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-generated-client' });
  }, 60_000);

  afterAll(async () => {
    await runtime.stop();
  });

  it('compiles under strict, with mistakes found by the compiler', async () => {
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--ignoreConfig', '--types', 'node'];
    const target = ['--target', 'ES2022', '--module', 'ESNext', '--moduleResolution', 'Bundler'];
    await expect(
      bin('tsc', ...options, ...target, '--lib', 'ES2023,DOM,DOM.Iterable', PROGRAM),
    ).resolves.toBeDefined();
  }, 60_000);

  it('does what it says against a running server', async () => {
    const [user, role] = [randomUUID(), randomUUID()];
    const { stdout } = await bin(
      'tsx',
      PROGRAM,
      runtime.url,
      user,
      role,
      await tokenOf(runtime.url, { role: 'admin' }),
    );
    expect(JSON.parse(stdout)).toEqual({
      refusal: 'iam/user/already-registered',
      email: `${user}@example.com`,
      members: ['Ann'],
      events: [`registered ${user}@example.com`, 'called Ann Lee', `became Writer ${role}`],
    });
  }, 60_000);
});
