import { watch } from 'node:fs';
import type { RuntimeSettings } from '../../runtime-options';
import type { Mapping } from '../../mappings/mapping';
import type { Functions } from '../create-functions';
import { watchBundles } from './bundle';
import type { FunctionBuild } from './build-plan';

/**
 * Reloads functions when their source changes and tries again what failed, and says so when the template does: that needs a
 * restart, because tables and queues may have to change.
 *
 * @returns what ends it
 */
export async function watchFunctions(
  builds: readonly FunctionBuild[],
  { functions, mappings }: { readonly functions: Functions; readonly mappings: readonly Mapping[] },
  settings: RuntimeSettings,
): Promise<() => Promise<void>> {
  const { buildDirectory: directory, log, template } = settings;
  const endBundles = await watchBundles(
    builds,
    { directory, readable: true },
    {
      changed(logicalIds) {
        for (const logicalId of logicalIds) functions.get(logicalId)?.reload();
        log.write('info', `reloaded ${[...logicalIds].join(', ')}`);
        // Any of them may be what a message waits for, by way of others too.
        for (const mapping of mappings) void mapping.retryNow();
      },
      failed(error) {
        log.write('error', `${error.message}; the code from before keeps answering`);
      },
    },
  );
  const watcher = watch(template, () => {
    log.write('info', `${template} changed; restart to apply it`);
  });
  return async () => {
    watcher.close();
    await endBundles();
  };
}
