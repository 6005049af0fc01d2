import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { OutputFile } from 'esbuild';

/**
 * Writes the bundles that differ from what is there, each in one step: another process that runs
 * the same build reads either the old file or the new one.
 *
 * @returns logical ids of the functions whose code changed
 */
export async function writeOutputs(directory: string, outputs: readonly OutputFile[]): Promise<Set<string>> {
  const root = resolve(directory);
  const changed = await Promise.all(
    outputs.map(async (output) => ((await write(output)) ? idOf(root, output) : '')),
  );
  return new Set(changed.filter((logicalId) => logicalId !== ''));
}

async function write(output: OutputFile): Promise<boolean> {
  const present = await readIfThere(output.path);
  if (present?.equals(output.contents) === true) return false;
  await mkdir(dirname(output.path), { recursive: true });
  const draft = `${output.path}.${process.pid}.tmp`;
  await writeFile(draft, output.contents);
  await rename(draft, output.path);
  return true;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined; // The first build: there is nothing to compare with.
  }
}

function idOf(root: string, output: OutputFile): string {
  return relative(root, output.path).split(sep)[0] ?? '';
}
