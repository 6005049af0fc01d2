import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { application } from '../../local/application/application';
import { resourceNames } from '../../local/application/resource-names';
import { bundle } from '../../local/lambda/bundle/bundle';
import { unknownEndpoints } from '../../local/services/endpoints';
import { loadTemplate } from '../../local/template/load-template';

const BROKER = 'EventBroker';

/** A built broker. */
export interface Candidate {
  readonly name: string;
  /** The module with its handler. */
  readonly file: string;
  /** Whether a record is a commit in its envelope; it was the commit alone once. */
  readonly hasEnvelope: boolean;
}

/** The broker of the working tree, and of another commit if there is one, with the settings of template.yaml. */
export async function candidates(directory: string, against: string | undefined): Promise<Candidate[]> {
  const template = loadTemplate({ file: 'template.yaml', parameters: {} });
  const { builds, functions } = application(template, resourceNames(unknownEndpoints, 'http://127.0.0.1'));
  const settings = builds.find(({ logicalId }) => logicalId === BROKER)?.settings;
  const handler = functions.find(({ logicalId }) => logicalId === BROKER)?.handler;
  if (!settings || handler === undefined) throw new Error(`template.yaml has no ${BROKER}.`);

  const sources = [
    ...(against === undefined ? [] : [{ name: against, folder: sourceOf(against, directory) }]),
    { name: 'working tree', folder: process.cwd() },
  ];
  const outputs = join(directory, 'bundles');
  const named = sources.map(({ folder }, index) => ({
    logicalId: `${BROKER}${index}`,
    settings: { ...settings, codeUri: folder },
  }));
  await bundle(named, { directory: outputs, readable: false });
  return sources.map(({ name, folder }, index) => ({
    name,
    file: join(outputs, `${BROKER}${index}`, `${handler.split('.')[0] ?? ''}.mjs`),
    hasEnvelope: existsSync(join(folder, 'src/eventsourcing/consuming/delivery/envelope.ts')),
  }));
}

/** The sources of a commit, with the packages of today. */
function sourceOf(commit: string, directory: string): string {
  const folder = join(directory, 'source');
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', commit, 'src', 'openapi.json', 'tsconfig.json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
