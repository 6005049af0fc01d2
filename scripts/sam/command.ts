import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../../local/services/local-account';

/**
 * Environment of a command: the tools that scripts/python-tools.sh and npm installed come first on PATH, and
 * SAM hands the local account's credentials to its containers, never a developer's own.
 */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const path = [resolve('.aws-sam/venv/bin'), resolve('node_modules/.bin'), process.env.PATH ?? ''];
  return {
    ...process.env,
    PATH: path.join(delimiter),
    SAM_CLI_TELEMETRY: '0',
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  };
}

/** A command that ended with another code than 0; `missing` when there is no such program. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    command: string,
    readonly missing: boolean,
    readonly output: string,
  ) {
    super(missing ? `${command} is not installed` : `${command} failed:\n${output.trim()}`);
  }
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** @throws CommandError when there is no such command or it fails */
export function run(command: string, ...args: string[]): Promise<CommandOutput> {
  return new Promise((done, fail) => {
    const options = { env: commandEnvironment(), maxBuffer: 64 * 1024 * 1024 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) done({ stdout, stderr });
      else
        fail(
          new CommandError([command, ...args].join(' '), error.code === 'ENOENT', stderr || error.message),
        );
    });
  });
}

/** Starts a command in a process group of its own, so that Ctrl-C reaches it once and through `stop`. */
export function start(command: string, ...args: string[]): ChildProcess {
  return spawn(command, args, {
    env: commandEnvironment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
