import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Environment } from '../endpoints';

/** As Node names them: `process.platform` and `process.arch`. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/**
 * The DynamoDB emulator: the one that npm installed for this machine, else `dynoxide` on the PATH.
 *
 * @param root the project folder, where node_modules is
 */
export async function findDynoxide(
  environment: Environment,
  root = process.cwd(),
  { platform, arch }: Machine = process,
): Promise<string> {
  const program = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const candidates = [
    ...installedBinary(root, `@dynoxide/${platform}-${arch}/${program}`),
    ...(environment.PATH ?? '').split(delimiter).map((folder) => join(folder, program)),
  ];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  throw new Error(
    `No DynamoDB emulator for ${platform}-${arch}: put "dynoxide" on the PATH ` +
      '(brew install nubo-db/tap/dynoxide, or a download from https://github.com/nubo-db/dynoxide/releases), ' +
      'or set LOCAL_DYNAMODB_ENDPOINT to a running DynamoDB Local.',
  );
}

function installedBinary(root: string, name: string): readonly string[] {
  try {
    return [createRequire(join(root, 'package.json')).resolve(name)];
  } catch {
    return []; // an optional dependency: the PATH is searched next
  }
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
