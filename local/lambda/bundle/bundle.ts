import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, context, type BuildContext, type BuildOptions, type BuildResult } from 'esbuild';
import { BuildError, isBuildFailure } from './build-error';
import { buildPlan, type BuildPlanOptions, type FunctionBuild } from './build-plan';
import { writeOutputs } from './write-outputs';

/** File of the functions' processes, beside the bundles. */
export const bootstrapFile = 'bootstrap.mjs';

/**
 * Bundles every function into `<directory>/<LogicalId>/`, and the processes' bootstrap beside them.
 *
 * @throws BuildError naming the first fault
 */
export async function bundle(functions: readonly FunctionBuild[], options: BuildPlanOptions): Promise<void> {
  await prepare(options.directory);
  await Promise.all([
    bundleBootstrap(options.directory),
    ...buildPlan(functions, options).map(async (plan) => {
      await writeOutputs(options.directory, outputsOf(await run(plan)));
    }),
  ]);
}

export interface WatchListener {
  changed(logicalIds: ReadonlySet<string>): void;
  failed(error: BuildError): void;
}

/** Bundles again whenever a source file changes, until the returned function is called. */
export async function watchBundles(
  functions: readonly FunctionBuild[],
  options: BuildPlanOptions,
  listener: WatchListener,
): Promise<() => Promise<void>> {
  const contexts = await Promise.all(
    buildPlan(functions, options).map((plan) =>
      context({ ...plan, plugins: [reporter(options.directory, listener)] }),
    ),
  );
  await Promise.all(contexts.map((watched) => watched.watch()));
  return async () => {
    await Promise.all(contexts.map((watched: BuildContext) => watched.dispose()));
  };
}

function reporter(directory: string, listener: WatchListener): NonNullable<BuildOptions['plugins']>[number] {
  return {
    name: 'report-changes',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length > 0) {
          listener.failed(new BuildError(result.errors));
          return;
        }
        const changed = await writeOutputs(directory, outputsOf(result));
        if (changed.size > 0) listener.changed(changed);
      });
    },
  };
}

async function run(plan: BuildOptions): Promise<BuildResult> {
  try {
    return await build(plan);
  } catch (error) {
    throw isBuildFailure(error) ? new BuildError(error.errors) : error;
  }
}

function outputsOf(result: BuildResult): NonNullable<BuildResult['outputFiles']> {
  return result.outputFiles ?? [];
}

/**
 * Without this file the bundles would inherit the module type of the project's package.json.
 * It is written before any build begins: esbuild reads it for every source below the folder.
 */
async function prepare(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{}\n');
}

async function bundleBootstrap(directory: string): Promise<void> {
  const result = await run({
    entryPoints: [join('local', 'lambda', 'worker', 'bootstrap.ts')],
    outfile: join(directory, bootstrapFile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  await writeOutputs(directory, outputsOf(result));
}
