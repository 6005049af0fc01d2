import { bundle } from '../../../local/lambda/bundle/bundle';
import type { BuildSettings } from '../../../local/lambda/bundle/build-settings';

/** SAM's defaults for one of the fixtures' functions. */
export function fixtureSettings(entryPoint: string, settings: Partial<BuildSettings> = {}): BuildSettings {
  return {
    codeUri: 'local/fixtures/functions',
    entryPoints: [entryPoint],
    format: 'cjs',
    minify: true,
    sourcemap: false,
    sourcesContent: true,
    target: ['es2020'],
    mainFields: [],
    external: [],
    outExtension: {},
    banner: {},
    loader: {},
    ...settings,
  };
}

/** Bundles functions of the fixtures: logical id to entry point. */
export async function bundleFixtures(
  directory: string,
  functions: Readonly<Record<string, string>>,
): Promise<void> {
  const builds = Object.entries(functions).map(([logicalId, entryPoint]) => ({
    logicalId,
    settings: fixtureSettings(entryPoint),
  }));
  await bundle(builds, { directory, readable: true });
}
