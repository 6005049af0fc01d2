import { CommandError, run } from './command';

/** @throws Error that says what is missing and how to get it */
export async function requireTools(): Promise<void> {
  await demand(['sam', '--version'], {
    missing:
      'the SAM CLI is missing; scripts/python-tools.sh installs it into .aws-sam/venv (Python 3 needed)',
    failing: 'the SAM CLI does not start',
  });
  await demand(['docker', 'version', '--format', '{{.Server.Version}}'], {
    missing:
      'Docker is missing; sam local runs the functions in containers (https://docs.docker.com/get-docker)',
    failing: 'Docker is installed but its daemon does not answer; start it and try again',
  });
}

interface Advice {
  readonly missing: string;
  readonly failing: string;
}

async function demand([command, ...args]: [string, ...string[]], advice: Advice): Promise<void> {
  try {
    await run(command, ...args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(error.missing ? advice.missing : `${advice.failing}:\n${error.output.trim()}`, {
      cause: error,
    });
  }
}
