/**
 * `npm run check:wiring`: holds the manifests, the files of their contexts, template.yaml and what is generated from
 * them against each other, and prints every fault in a line of its own.
 *
 * The local runtime runs it as well, as a process of its own that loads the sources anew each time: faults are sent to it.
 */
import 'reflect-metadata/lite';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { thrownMessage } from '../../local/thrown-message';
import { fault, type Fault } from './fault';
import { loadContexts } from './source-files';
import { TEMPLATE } from '../template/generated';

// Nothing is called; SDK clients want to be made all the same.
process.env.AWS_REGION ??= 'us-east-1';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** By the path of this file, which may be a link: what is imported from here must be the same module. */
const load = (path: string): Promise<unknown> =>
  import(pathToFileURL(join(fileURLToPath(new URL('../..', import.meta.url)), relative('', path))).href);

const faults = await find();
if (process.send) process.send(faults, () => process.exit());
else report(faults);

async function find(): Promise<readonly Fault[]> {
  // The files first: what one of them throws would keep all others from being looked at.
  const loaded = await loadContexts('src/contexts', load);
  try {
    const { contexts } = await import('../../src/composition/modules');
    const { wiringFaults } = await import('./wiring-faults');
    return wiringFaults({ contexts, loaded, template: process.argv[2] ?? TEMPLATE });
  } catch (error) {
    if (loaded.faults.length > 0) return loaded.faults.map(fault);
    return [fault(thrownMessage(error))];
  }
}

function report(found: readonly Fault[]): void {
  for (const { message } of found) process.stderr.write(`error: ${message}\n`);
  if (found.length === 0) return;
  process.stderr.write(`${found.length} ${found.length === 1 ? 'fault' : 'faults'} in the wiring\n`);
  process.exitCode = 1;
}
