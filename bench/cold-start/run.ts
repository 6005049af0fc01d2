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

/**
 * Size and initialisation of every function beside a bare DynamoDB client, each in thirty cold processes, in turn. Beside
 * the milliseconds on the clock stand those of CPU, which other work on the machine changes far less.
 */
const ROUNDS = 30;

interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const directory = mkdtempSync(join(tmpdir(), 'foldline-cold-start-'));
try {
  const candidates = [...(await bareClients(directory)), ...(await functions())];
  const times = new Map(candidates.map(({ name }) => [name, [] as Initialisation[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const candidate of candidates) times.get(candidate.name)?.push(initialise(candidate));
  }
  const median = (name: string, of: keyof Initialisation): number =>
    percentiles((times.get(name) ?? []).map((each) => each[of])).p50;
  const [bare] = candidates;
  console.log(`Node ${process.version}, median of ${ROUNDS} cold processes\n`);
  console.log('| | kB | ms | of the bare client | CPU ms | of the bare client |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, file } of candidates) {
    const size = Math.round(statSync(file).size / 1000);
    const cells = (['clock', 'cpu'] as const).flatMap((of) => [
      median(name, of).toFixed(1),
      (median(name, of) / median(bare?.name ?? '', of)).toFixed(2),
    ]);
    console.log(`| ${name} | ${size} | ${cells.join(' | ')} |`);
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
interface Initialisation {
  readonly clock: number;
  /** Of all threads. */
  readonly cpu: number;
}

function initialise({ name, file, environment }: Candidate): Initialisation {
  const code = `const [start, before] = [performance.now(), process.cpuUsage()];
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const [clock, { user, system }] = [performance.now() - start, process.cpuUsage(before)];
    console.log('ms', clock, (user + system) / 1000); process.exit(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...environment },
    encoding: 'utf8',
  });
  const [, clock, cpu] = /^ms (\S+) (\S+)$/mu.exec(stdout) ?? [];
  if (clock === undefined || cpu === undefined) throw new Error(`${name} does not initialise: ${stderr}`);
  return { clock: Number(clock), cpu: Number(cpu) };
}
