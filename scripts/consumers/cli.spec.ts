import { execFile } from 'node:child_process';
import { startLocally } from '../../test/support/local-process';
import { HELP } from './arguments';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run consumers` as a process of its own. */
function run(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> {
  const command = ['--import', 'tsx', 'scripts/consumers/cli.ts', ...args];
  const env = { PATH: process.env.PATH, NODE_OPTIONS: '', ...variables };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

describe('npm run consumers', () => {
  it('shows its help', async () => {
    await expect(run({}, '--help')).resolves.toEqual({ code: 0, stdout: HELP, stderr: '' });
  });

  it.each([
    ['a command that it does not know', {}, ['walk'], 'error: "walk" is not understood; --help lists the'],
    ['a PORT that is none', { PORT: 'x' }, ['status'], 'error: PORT must be a port number'],
    ['no runtime to look at', { PORT: '9' }, ['status'], 'error: Nothing that npm start runs answers at'],
  ])('ends with 2 for %s', async (_, environment, args, message) => {
    const { code, stdout, stderr } = await run(environment, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('looks at a running npm start', async () => {
    const local = await startLocally(0);
    try {
      const variables = { PORT: new URL(local.url).port };
      const { code, stdout, stderr } = await run(variables, 'status');
      expect({ code, stderr }).toEqual({ code: 0, stderr: 'streams 0\n' });
      const names = stdout.split('\n').map((line) => line.split(' ')[0]);
      expect(names).toEqual(
        expect.arrayContaining(['iam/users', 'iam/roles', 'IamUserQueue', 'CatchUpQueue']),
      );
      expect(stdout).toContain('failed batches: 0\n');
      await expect(run(variables, 'ring', 'iam/users', 'iam/user#1')).resolves.toMatchObject({
        code: 0,
        stdout: 'rung: iam/users iam/user#1\n',
      });
    } finally {
      await local.stop();
    }
  });
});
