import { readFileSync, writeFileSync } from 'node:fs';
import { stop as stopBuilder } from 'esbuild';
import { consoleLog } from '../../local/cli/console-log';
import { startRuntime, type Runtime } from '../../local/runtime';
import { run } from './command';
import { findContainerAddress, seenFromContainers } from './container-address';
import { ensureLambdaImage, machineArchitecture } from './lambda-image';
import { localVariables, withVariables } from './local-template';
import { requireTools } from './require-tools';

/** Beside the build for deployment, which may be for another architecture. */
const BUILD_FOLDER = '.aws-sam/local';
const LOCAL_TEMPLATE = `${BUILD_FOLDER}/template.local.yaml`;

/** The services and the pipeline behind the API, for functions that `sam local` runs in containers. */
export interface LocalApplication {
  readonly runtime: Runtime;
  /** Arguments of every `sam local` command. */
  readonly samArguments: readonly string[];
}

/**
 * @param port of the runtime's own API, which also shows /_local/queues and its siblings
 * @throws Error that says what is missing or what failed; nothing is left running then
 */
export async function startLocalApplication(port: number): Promise<LocalApplication> {
  await requireTools();
  const architecture = machineArchitecture();
  await ensureLambdaImage(architecture);
  console.log('building with SAM');
  await run(
    'sam',
    'build',
    '--build-dir',
    BUILD_FOLDER,
    '--parameter-overrides',
    `Architecture=${architecture}`,
  );

  const address = await findContainerAddress();
  const log = consoleLog({ lowest: 'warn', quiet: false, format: 'pretty' });
  const { bind: host, seenAs } = address;
  const runtime = await startRuntime({ host, knownAs: [seenAs], port, environment: process.env, log });
  // The builder is a process of its own and has nothing left to do.
  await stopBuilder();

  const variables = localVariables(seenFromContainers(runtime.endpoints, address));
  const built = readFileSync(`${BUILD_FOLDER}/template.yaml`, 'utf8');
  writeFileSync(LOCAL_TEMPLATE, withVariables(built, variables, architecture));
  return { runtime, samArguments: ['--template', LOCAL_TEMPLATE, '--skip-pull-image'] };
}
