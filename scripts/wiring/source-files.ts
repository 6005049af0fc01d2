import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { thrownMessage } from '../../local/thrown-message';

/** A file of a context, loaded. */
export interface SourceFile {
  /** `src/contexts/iam/user/domain/user.ts` */
  readonly path: string;
  /** `src/contexts` */
  readonly root: string;
  /** Folder of its context: `iam`. */
  readonly folder: string;
  /** Where what it holds is listed. */
  readonly manifest: { readonly context: string; readonly aggregate: string };
  /** By name; none when the file could not be loaded. */
  readonly exports: Readonly<Record<string, unknown>>;
  readonly isBroken: boolean;
}

export interface LoadedFiles {
  readonly files: readonly SourceFile[];
  /** One line for each thing that keeps files from being loaded. */
  readonly faults: readonly string[];
}

/** Loads a file. @param path absolute */
export type Load = (path: string) => Promise<unknown>;

/** Loads every file of the contexts but their specs. @param root folder of the contexts' folders */
export async function loadContexts(
  root: string,
  load: Load = (path) => import(pathToFileURL(path).href),
): Promise<LoadedFiles> {
  const faults = new Map<string, string>();
  const files: SourceFile[] = [];
  for (const path of sourcesIn(root)) {
    const [folder = '', aggregate = ''] = path.slice(root.length + 1).split('/');
    const manifest = {
      context: `${root}/${folder}/${folder}.module.ts`,
      aggregate: `${root}/${folder}/${aggregate}/${aggregate}.module.ts`,
    };
    let exports: Readonly<Record<string, unknown>> = {};
    let isBroken = false;
    try {
      exports = (await load(resolve(path))) as Readonly<Record<string, unknown>>;
    } catch (error) {
      isBroken = true;
      const message = thrownMessage(error);
      // Whoever imports a file that is broken is broken by the same error.
      if (!faults.has(message)) faults.set(message, `${path}: ${message}`);
    }
    files.push({ path, root, folder, manifest, exports, isBroken });
  }
  return { files, faults: [...faults.values()] };
}

function sourcesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(sep) && /(?<!\.spec|\.d)\.ts$/u.test(name))
    .map((name) => join(root, name).replaceAll(sep, '/'))
    .sort();
}
