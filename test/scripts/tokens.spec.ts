import { execFile } from 'node:child_process';
import { startLocally, type LocalProcess } from '../support/local-process';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const VARIABLES: Readonly<Record<string, string | undefined>> = { PATH: process.env.PATH, NODE_OPTIONS: '' };

/** Runs one of the tools as a process of its own. */
function run(tool: 'keys' | 'token', port: string, ...args: readonly string[]): Promise<Outcome> {
  const command = ['--import', 'tsx', `scripts/${tool}/cli.ts`, ...args];
  const env = { ...VARIABLES, PORT: port };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

describe('npm run keys and npm run token', () => {
  it.each([
    ['keys', '9', ['list'], 'error: Nothing that npm start runs answers at'],
    ['token', '9', ['admin'], 'error: Nothing that npm start runs answers at'],
    ['token', 'x', ['admin'], 'error: PORT must be a port number'],
    ['token', '9', ['Admin'], 'error: role must be'],
    ['keys', '9', ['make'], 'error: "make" is not understood'],
  ] as const)('%s at %s ends with 2 for %j', async (tool, port, args, message) => {
    const { code, stdout, stderr } = await run(tool, port, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each(['keys', 'token'] as const)('%s shows its help', async (tool) => {
    const { code, stdout, stderr } = await run(tool, '9', '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`npm run ${tool === 'keys' ? '' : '-s '}${tool} -- `);
  });

  describe('with a running npm start', () => {
    let local: LocalProcess;
    let port: string;

    beforeAll(async () => {
      local = await startLocally(0);
      ({ port } = new URL(local.url));
    });

    afterAll(() => local.stop());

    const statusOf = async (token: string): Promise<number> => {
      const response = await fetch(`${local.url}/roles`, { headers: { authorization: `Bearer ${token}` } });
      return response.status;
    };
    const token = async (role: string): Promise<string> => {
      const { code, stdout, stderr } = await run('token', port, role);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/u);
      return stdout.trim();
    };
    const kidsOf = async (url: string): Promise<string[]> => {
      const answer = (await (await fetch(url)).json()) as { keys: { kid: string }[] };
      return answer.keys.map(({ kid }) => kid);
    };

    it('has keys, and takes tokens that it issued, before and after rotations', async () => {
      const { stdout } = await run('keys', port, 'list');
      expect(stdout).toMatch(/^\S+ {2}signs\n$/u);
      await expect(kidsOf(`${local.url}/.well-known/jwks.json`)).resolves.toEqual([stdout.split(' ')[0]]);
      const old = await token('admin');
      await expect(statusOf(old)).resolves.toBe(200);
      await expect(run('keys', port, 'rotate')).resolves.toMatchObject({ code: 0, stderr: '' });
      await expect(statusOf(await token('admin'))).resolves.toBe(200);
      await expect(statusOf(old)).resolves.toBe(200);
      await expect(statusOf(`${old}x`)).resolves.toBe(403);
      await expect(fetch(`${local.url}/roles`).then(({ status }) => status)).resolves.toBe(401);
    });
  });
});
