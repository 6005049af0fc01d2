/**
 * Checks what production installs: every licence permissive, no package marked deprecated. Reads
 * only what is installed and package-lock.json, no network. Prints one line; exits 1 naming each offender.
 */
import { readFileSync } from 'node:fs';
import { init, type ModuleInfos } from 'license-checker-rseidelsohn';
import { offences, type ProductionPackage } from './licences/offences';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly deprecated?: string }>>;
}

function installed(): Promise<ModuleInfos> {
  return new Promise((resolve, reject) => {
    // Private packages are the project itself.
    init({ start: process.cwd(), production: true, excludePrivatePackages: true }, (error, modules) => {
      // The types promise an error always; there is one only when the check could not run.
      if (error instanceof Error) reject(error);
      else resolve(modules);
    });
  });
}

function deprecations(): ReadonlyMap<string, string> {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
  return new Map(
    Object.entries(packages).flatMap(([path, { version, deprecated }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return deprecated === undefined ? [] : [[`${name}@${version ?? ''}`, deprecated] as const];
    }),
  );
}

const deprecated = deprecations();
const packages: ProductionPackage[] = Object.entries(await installed()).map(([id, { licenses }]) => ({
  id,
  licences: licenses === undefined ? [] : [licenses].flat(),
  deprecated: deprecated.get(id),
}));
if (packages.length === 0) throw new Error('No production package is installed; run npm ci first.');

const found = offences(packages);
if (found.length > 0) {
  console.error(found.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`${packages.length} production packages, all permissively licensed, none marked deprecated`);
}
