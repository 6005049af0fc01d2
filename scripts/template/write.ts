/**
 * `npm run template`: writes what follows from the manifests into template.yaml, src/functions and events, and deletes
 * entry points and fixtures that no manifest asks for any more. Of manifests that contradict themselves it writes nothing.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contexts } from '../../src/composition/modules';
import { SystemController } from '../../src/composition/system.controller';
import { routeFaults } from '../wiring/injection-faults';
import { manifestFaults } from '../wiring/manifest-faults';
import { generatedFor, holds, TEMPLATE } from './generated';
import { reportOf } from './report';

// Nothing is called; SDK clients want to be made all the same.
process.env.AWS_REGION ??= 'us-east-1';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const controllers = contexts.flatMap(({ aggregates }) => aggregates.flatMap((module) => module.controllers));
const faults = [...manifestFaults(contexts), ...routeFaults([SystemController, ...controllers])];
if (faults.length > 0) refuse(faults);
else write();

function write(): void {
  const { files, orphans } = generatedFor(contexts, readFileSync(TEMPLATE, 'utf8'));
  const changed = [...files].filter(([path, text]) => !holds(path, text));
  for (const [path, text] of changed) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of orphans) rmSync(path);
  for (const line of reportOf(files, changed, orphans)) console.log(line);
}

function refuse(found: readonly string[]): void {
  for (const each of found) console.error(`error: ${each}`);
  console.error('nothing is written');
  process.exitCode = 1;
}
