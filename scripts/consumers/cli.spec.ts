import { execFile } from 'node:child_process';
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
});
