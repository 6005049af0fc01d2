import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Violation {
  readonly rule: string;
  /** The file that imports, relative to the folder that was looked at. */
  readonly file: string;
}

export interface Cruise {
  readonly modules: readonly string[];
  readonly violations: readonly Violation[];
}

interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

const CONFIGURATION = join(process.cwd(), '.dependency-cruiser.cjs');
const CLI = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Holds the `src` of a folder against the rules, as `npm run check` does for the project's own. */
export async function cruise(folder: string): Promise<Cruise> {
  const options = ['--config', CONFIGURATION, '--output-type', 'json', 'src'];
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...options], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  });
  const { modules, summary } = JSON.parse(stdout) as Report;
  return {
    modules: modules.map(({ source }) => source),
    violations: summary.violations.map(({ rule, from }) => ({ rule: rule.name, file: from })),
  };
}

/** What `npm run check` prints about the `src` of a folder, in one line. */
export async function printed(folder: string): Promise<string> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const type = /--output-type (\S+)/u.exec(scripts['check:architecture'] ?? '')?.[1] ?? 'err';
  const options = [CLI, '--config', CONFIGURATION, '--output-type', type, 'src'];
  return new Promise((resolve) => {
    // The exit code is the number of rules that are broken, which execFile takes for an error.
    execFile(process.execPath, options, { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout) => {
      resolve(stdout.replaceAll(/\s+/gu, ' '));
    });
  });
}

/** All rules in the configuration: their names, and what they say to do instead. */
export function rules(): { readonly name: string; readonly comment: string }[] {
  const load = createRequire(CONFIGURATION);
  const { forbidden } = load(CONFIGURATION) as { forbidden: { name: string; comment: string }[] };
  return forbidden;
}
