import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import type { BuildOptions, Loader } from 'esbuild';
import type { BuildSettings } from './build-settings';

export interface FunctionBuild {
  readonly logicalId: string;
  readonly settings: BuildSettings;
}

export interface BuildPlanOptions {
  /** Folder that receives one folder per function. */
  readonly directory: string;
  /** Names stay as they are in the source and source maps are made, whatever the template wants: for whoever reads messages and stacks. */
  readonly readable: boolean;
}

/**
 * Functions with equal settings share one build, so that what they have in common is parsed once;
 * each still gets a bundle of its own, laid out as `sam build` does.
 */
export function buildPlan(functions: readonly FunctionBuild[], options: BuildPlanOptions): BuildOptions[] {
  const groups = new Map<string, FunctionBuild[]>();
  for (const build of functions) {
    const key = groupKey(build.settings);
    groups.set(key, [...(groups.get(key) ?? []), build]);
  }
  return [...groups.values()].map((group) => groupOptions(group, options));
}

/** Everything but where the sources are. */
function groupKey(settings: BuildSettings): string {
  return JSON.stringify({ ...settings, entryPoints: undefined, codeUri: undefined });
}

function groupOptions(group: readonly FunctionBuild[], options: BuildPlanOptions): BuildOptions {
  const settings = group[0]?.settings;
  if (settings === undefined) return {};
  return {
    entryPoints: group.flatMap(entryPoints),
    outdir: resolve(options.directory),
    bundle: true,
    platform: 'node',
    format: settings.format,
    minify: settings.minify && !options.readable,
    sourcemap: settings.sourcemap || options.readable ? 'linked' : false,
    // The sources are on this machine.
    sourcesContent: settings.sourcesContent && !options.readable,
    target: [...settings.target],
    external: [...settings.external],
    outExtension: { ...settings.outExtension },
    banner: { ...settings.banner },
    loader: settings.loader as Record<string, Loader>,
    ...(settings.mainFields.length > 0 && { mainFields: [...settings.mainFields] }),
    // The bundles are compared and replaced one by one, so a running function never reads half of one.
    write: false,
    metafile: false,
    logLevel: 'silent',
  };
}

/** esbuild puts entry points below the outputs' folder by what follows their common folder. */
function entryPoints({ logicalId, settings }: FunctionBuild): { in: string; out: string }[] {
  const files = settings.entryPoints.map((entry) => withExtension(resolve(settings.codeUri, entry)));
  const base = commonFolder(files.map(dirname));
  return files.map((file) => {
    const path = relative(base, file);
    return { in: file, out: join(logicalId, path.slice(0, path.length - extname(path).length)) };
  });
}

function withExtension(file: string): string {
  if (extname(file) !== '') return file;
  return [`${file}.ts`, `${file}.js`].find((candidate) => existsSync(candidate)) ?? file;
}

function commonFolder(folders: readonly string[]): string {
  return folders.reduce((common, folder) => {
    let base = common;
    while (relative(base, folder).startsWith('..')) base = dirname(base);
    return base;
  });
}
