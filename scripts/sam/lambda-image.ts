import { arch } from 'node:os';
import { CommandError, run } from './command';

/** Values of the template's Architecture parameter. */
export type Architecture = 'arm64' | 'x86_64';

export function machineArchitecture(machine = arch()): Architecture {
  return machine === 'arm64' ? 'arm64' : 'x86_64';
}

/** The image that `sam local` builds its own from; several hundred MB, so it is pulled only when it is not there. */
export async function ensureLambdaImage(architecture: Architecture): Promise<void> {
  const image = `public.ecr.aws/lambda/nodejs:24-${architecture}`;
  try {
    await run('docker', 'image', 'inspect', image);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.log(`pulling ${image}, once`);
    await run('docker', 'pull', image);
  }
}
