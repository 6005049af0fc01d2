import { localInstallation } from '../../scripts/installation/local-installation';
import { catalogueOf } from '../../scripts/consumers/catalogue';
import { tokenOf } from '../../scripts/token/token-of';
import { isKill } from '../../local/faults/fault-kinds';
import type { Fault } from '../../local/faults/faults';
import type { Runtime } from '../../local/runtime';
import { contexts } from '../../src/composition/modules';
import { Api } from '../flow/api';
import { toolFor } from '../flow/consumers/tool';
import { Random } from '../simulation/time/random';
import { returnToCalm, type Calm } from './calm';
import { Client, sumOf, type ClientOptions, type Sent } from './client';
import { FaultDesk, strokesByService, strokesOf } from './fault-orders';
import type { Workload } from './workloads/workload';

export interface ChaosOptions extends ClientOptions {
  readonly seed: number;
  /** The most commands of all clients together. */
  readonly commands: number;
  /** The longest that clients ask for something new. */
  readonly seconds: number;
  /** Of the calls of each service, and of the invocations: from 0 to 1. */
  readonly rate: number;
  readonly clients: number;
  readonly workloads: readonly Workload[];
}

export interface ChaosReport {
  readonly sent: Sent;
  readonly faults: readonly Fault[];
  readonly calm: Calm;
  readonly violations: readonly string[];
}

/** Lets clients write while everything goes wrong now and then, waits for calm, and asks what came of it. */
export async function chaos(
  { url, faultsToken, mappings }: Pick<Runtime, 'url' | 'faultsToken' | 'mappings'>,
  options: ChaosOptions,
): Promise<ChaosReport> {
  const random = new Random(options.seed);
  const token = await tokenOf(url, { role: 'admin' });
  const clients = Array.from(
    { length: options.clients },
    (_, index) => new Client(url, token, random.fork(`client ${index}`), options),
  );
  const desk = new FaultDesk(url, faultsToken);
  await desk.orderAll(options.rate, options.seed);
  const end = performance.now() + options.seconds * 1_000;
  const isOver = (): boolean => performance.now() > end || sumOf(clients).commands >= options.commands;
  await Promise.all(
    clients.map(async (client, index) => {
      const own = random.fork(`workload ${index}`);
      while (!isOver()) await chosen(options.workloads, own).step(client, own);
    }),
  );
  const faults = await desk.clear();
  const calm = await returnToCalm(mappings, toolFor(url));
  const violations: string[] = [];
  for (const workload of options.workloads) violations.push(...(await workload.check(new Api(url))));
  violations.push(...(await verified(url)));
  return { sent: sumOf(clients), faults, calm, violations };
}

function chosen(workloads: readonly Workload[], random: Random): Workload {
  return random.pick(workloads.flatMap((workload) => Array<Workload>(workload.weight).fill(workload)));
}

/** The last word: every row of every projection and tally against the fold of the log. */
async function verified(url: string): Promise<string[]> {
  const installation = await localInstallation(url);
  const projections = catalogueOf(contexts, installation).consumers.filter(({ kept }) => kept);
  installation.close();
  const violations: string[] = [];
  for (const { name } of projections) {
    const { code, lines } = await toolFor(url)('verify', name);
    if (code !== 0) violations.push(...lines.map((line) => `${name}: ${line}`));
  }
  return violations;
}

/** For people, a line each. */
export function told({ sent, faults, calm, violations }: ChaosReport): string[] {
  const kills = strokesOf(faults, isKill);
  return [
    `commands: ${sent.commands} sent, ${sent.acknowledged} acknowledged, ${sent.refused} refused, ${sent.unknown} without an answer in the end, ${sent.retries} requests repeated`,
    `faults: ${strokesOf(faults) - kills}, kills: ${kills}`,
    ...strokesByService(faults).map((line) => `  ${line}`),
    `calm after ${(calm.milliseconds / 1_000).toFixed(1)} s, redriven: ${calm.redriven}`,
    `violations: ${violations.length}`,
    ...violations.map((violation) => `  ${violation}`),
  ];
}
