import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../is-alive';

export interface BuildFolder {
  readonly path: string;
  remove(): void;
}

/**
 * A folder for the bundles of this process alone, so that several can run in one checkout. Folders of processes that
 * were killed are removed on the way.
 */
export function openBuildFolder(parent: string): BuildFolder {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const pid = Number(name);
    // What is no process's is from a time when all of them shared this folder.
    if (!Number.isInteger(pid) || !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const path = join(parent, String(process.pid));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
