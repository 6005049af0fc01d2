import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs the peers beside the bench, in the versions that its package-lock.json has. They are no dependency of the
 * application: who does not run this bench never has them.
 */
export async function installPeers(folder: string): Promise<void> {
  if (await isInstalled(folder)) return;
  console.log('Installing the event stores to compare with (once, into bench/store/node_modules) ...');
  const npm = spawn('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit'], {
    stdio: 'inherit',
  });
  const [code] = (await once(npm, 'exit')) as [number | null];
  if (code === 0) return;
  throw new Error(`The peers could not be installed. See why with: npm ci --prefix ${folder}`);
}

async function isInstalled(folder: string): Promise<boolean> {
  const { dependencies } = await readPackage(folder);
  const found = await Promise.all(
    Object.entries(dependencies ?? {}).map(async ([name, wanted]) => {
      const { version } = await readPackage(join(folder, 'node_modules', name));
      return version === wanted;
    }),
  );
  return found.every(Boolean);
}

interface Package {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Empty when there is none. */
async function readPackage(folder: string): Promise<Package> {
  try {
    return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Package;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
