import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface BuildFolder {
  readonly path: string;
  remove(): void;
}

/** A folder of its own for the bundles of a test; below the project, whose packages bundles may refer to. */
export function buildFolder(): BuildFolder {
  mkdirSync('.local', { recursive: true });
  const path = mkdtempSync(join('.local', 'test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
