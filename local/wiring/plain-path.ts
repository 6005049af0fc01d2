import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PlainPath {
  /** Of the folder, or of a link to it. */
  readonly path: string;
  /** To be given to Node.js, so that modules keep the path by which they are found. */
  readonly nodeOptions: readonly string[];
  remove(): void;
}

/** The compiler takes what follows a question mark for a query, so that it would find nothing in such a folder. */
export function plainPath(folder: string): PlainPath {
  if (!folder.includes('?')) return { path: folder, nodeOptions: [], remove: () => undefined };
  const parent = mkdtempSync(join(tmpdir(), 'foldline-link-'));
  const path = join(parent, 'project');
  symlinkSync(folder, path, 'dir');
  return {
    path,
    nodeOptions: ['--preserve-symlinks', '--preserve-symlinks-main'],
    remove: () => {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
