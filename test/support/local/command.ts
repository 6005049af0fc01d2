import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually';

export interface Command {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits for the ready line. @returns the URL in it */
  ready(): Promise<string>;
  /** Exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

/** Runs the command line as `npm start` does, with options and variables. */
export function runCommand(
  options: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Command {
  const child = spawn(process.execPath, ['local/start.mjs', ...options], {
    env: { ...process.env, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  return {
    process: child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    ready: () =>
      eventually(() => {
        if (child.exitCode !== null) throw new Error(`ended before it was ready: ${text.stderr}`);
        const url = /^Foldline is ready at (http:\/\/\S+)$/m.exec(text.stdout)?.[1];
        if (url === undefined) throw new Error(`not ready: ${text.stdout}${text.stderr}`);
        return url;
      }, 20_000),
    ended: async () => {
      const [code, signal] = await closed;
      return code ?? signal ?? 'unknown';
    },
  };
}
