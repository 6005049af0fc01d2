import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Environment } from '../endpoints';

/**
 * The DynamoDB emulator: the one that npm installed for this platform, else `dynoxide` on the PATH.
 *
 * @param root the project folder, where node_modules is
 */
export async function findDynoxide(environment: Environment, root = process.cwd()): Promise<string> {
  const candidates = [
    ...installedBinary(root),
    ...(environment.PATH ?? '').split(delimiter).map((folder) => join(folder, 'dynoxide')),
  ];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  throw new Error(
    `No DynamoDB emulator for ${process.platform}-${process.arch}: put "dynoxide" on the PATH ` +
      '(brew install nubo-db/tap/dynoxide, or a download from https://github.com/nubo-db/dynoxide/releases), ' +
      'or set LOCAL_DYNAMODB_ENDPOINT to a running DynamoDB Local.',
  );
}

function installedBinary(root: string): readonly string[] {
  const name = `@dynoxide/${process.platform}-${process.arch}/dynoxide`;
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
