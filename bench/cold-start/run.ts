import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { application } from '../../local/application/application';
import { resourceNames } from '../../local/application/resource-names';
import { bundle } from '../../local/lambda/bundle/bundle';
import { functionEnvironment } from '../../local/lambda/function-environment';
import { unknownEndpoints } from '../../local/services/endpoints';
import { loadTemplate } from '../../local/template/load-template';
import { percentiles } from '../support/percentiles';
import { bareClients } from './bare-clients';

/** Size and initialisation of every function beside a bare DynamoDB client, each in thirty cold processes, in turn. */
const ROUNDS = 30;

interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const directory = mkdtempSync(join(tmpdir(), 'foldline-cold-start-'));
try {
  const candidates = [...(await bareClients(directory)), ...(await functions())];
  const times = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const candidate of candidates) times.get(candidate.name)?.push(initialise(candidate));
  }
  const median = (name: string): number => percentiles(times.get(name) ?? []).p50;
  const [bare] = candidates;
  console.log(`Node ${process.version}, median of ${ROUNDS} cold processes\n`);
  console.log('| | kB | ms | of the bare client |\n| --- | ---: | ---: | ---: |');
  for (const { name, file } of candidates) {
    const size = Math.round(statSync(file).size / 1000);
    const ratio = median(name) / median(bare?.name ?? '');
    console.log(`| ${name} | ${size} | ${median(name).toFixed(1)} | ${ratio.toFixed(2)} |`);
  }
} finally {
  rmSync(directory, { recursive: true });
}

/** The functions of template.yaml, bundled and with the variables as there. */
async function functions(): Promise<Candidate[]> {
  const template = loadTemplate({ file: 'template.yaml', parameters: {} });
  const { functions, builds } = application(template, resourceNames(unknownEndpoints, 'http://127.0.0.1'));
  await bundle(builds, { directory, readable: false });
  return functions.map((definition) => {
    const folder = join(directory, definition.logicalId);
    const [stem = ''] = definition.handler.split('.');
    const variables = { endpoints: unknownEndpoints, directory: folder, logStreamName: 'bench' };
    return {
      name: definition.logicalId,
      file: join(folder, `${stem}.mjs`),
      environment: functionEnvironment(definition, variables),
    };
  });
}

/** Milliseconds that loading the module takes in a process of its own, Node's start left out. */
function initialise({ name, file, environment }: Candidate): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)});
    console.log('ms', performance.now() - start); process.exit(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...environment },
    encoding: 'utf8',
  });
  const milliseconds = /^ms (\S+)$/mu.exec(stdout)?.[1];
  if (milliseconds === undefined) throw new Error(`${name} does not initialise: ${stderr}`);
  return Number(milliseconds);
}
