import { Application } from './application/application';
import { Services } from './application/services';
import { Faults, type FaultKind } from './faults';
import type { Evidence } from './invariants/evidence';
import { violationsIn } from './invariants/all';
import type { Sabotage } from './sabotage';
import { inVirtualTime } from './time/in-virtual-time';
import { Random } from './time/random';
import { VirtualTime } from './time/virtual-time';
import { Bell } from './workload/bell';
import { Client } from './workload/client';
import { Operator } from './workload/operator';
import { redrive } from './workload/redrive';
import { plannedCommands } from './workload/planned-command';
import { World, type Story } from './world';
import { FulfilOrder } from '../../src/contexts/shop/processes/fulfil-order.process';
import { groupBy } from '../../src/kernel/group-by';

/** All that a run follows from. */
export interface Scenario {
  readonly seed: number;
  /** Another course of the same commands; 0 when absent. */
  readonly course?: number;
  /** Numbers of the commands of the plan that are asked for; all when absent. */
  readonly commands?: readonly number[];
  /** Faults, at most. */
  readonly faults?: number;
  readonly sabotage?: Sabotage;
}

export interface Outcome {
  readonly scenario: Scenario;
  readonly violations: readonly string[];
  /** Numbers of the commands that were asked for. */
  readonly commands: readonly number[];
  readonly acknowledged: number;
  /** In the log, at the end. */
  readonly events: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** Dead letters, parked doorbells and records that were given up and got another chance. */
  readonly redriven: number;
  /** Waits that ended: what the simulation did. */
  readonly steps: number;
  /** Milliseconds of virtual time. */
  readonly lasted: number;
}

/** Keeps something of orders that are not decided yet. */
const FULFIL_ORDER = new FulfilOrder().name;
/** Waits in one run, after which something goes on for ever. */
const MOST_STEPS = 2_000_000;

/**
 * Lets everything happen that follows from a seed, and looks at what came of it.
 *
 * @param story is told what happened
 */
export async function simulate(scenario: Scenario, story?: Story): Promise<Outcome> {
  const { seed, course = 0, sabotage, faults: most = Infinity } = scenario;
  const random = new Random(seed);
  const time = new VirtualTime();
  const began = time.now;
  const faults = new Faults(random.fork(`faults ${course}`), { rate: random.next() ** 2 * 0.08, most });
  const world = new World(time, random.fork(`schedule ${course}`), faults, story);
  const plan = plannedCommands(random.fork('commands'));
  const commands = plan.filter(({ number }) => scenario.commands?.includes(number) ?? true);

  return inVirtualTime(time, random.fork('code'), async () => {
    const services = new Services(world, sabotage);
    const application = new Application(services);
    const bell = new Bell(world, services);
    const operator = new Operator(world, services, application, bell);
    const byClient = [...groupBy(commands, ({ client }) => client)];
    const clients = byClient.map(([number]) => new Client(`client-${number}`, world, application));
    let isOver = false;
    const calmDown = async (): Promise<void> => {
      await Promise.all(clients.map((client, index) => client.run(byClient[index]?.[1] ?? [])));
      await world.pass({ least: 0, most: 180_000 });
      isOver = true;
      faults.calm();
    };
    application.run();
    void calmDown();
    void operator.run(() => isOver);

    const violations: string[] = [];
    const rest = async (): Promise<void> => {
      if (!(await time.untilRest(MOST_STEPS))) violations.push('It does not come to rest.');
    };
    await rest();
    const givenUp = services.parked.length + application.mappings.flatMap(({ failed }) => failed).length;
    if (givenUp > 0 && !faults.injected.has('long outage'))
      violations.push(`nothingIsGivenUp: ${givenUp} things, and no service was gone for long.`);
    let redriven = 0;
    // Sooner, it would be in vain.
    time.after(world.outageLeft, () => {
      void redrive(services, application, bell).then((count) => (redriven = count));
    });
    await rest();
    const left = [...services.queues].filter(([, queue]) => queue.size + queue.dead.length > 0);
    for (const [name] of left) violations.push(`nothingIsLeft: messages are left in the queue ${name}.`);
    const doorbells = services.doorbells.size + services.doorbells.dead.length;
    if (doorbells + services.parked.length > 0)
      violations.push(`nothingIsLeft: ${doorbells} doorbells, ${services.parked.length} parked.`);
    if (application.mappings.some(({ failed }) => failed.length > 0))
      violations.push('nothingIsLeft: records were given up.');

    const { size, dead } = services.scheduler;
    if (size + dead.length > 0) violations.push(`nothingIsLeft: ${size} timeouts, ${dead.length} given up.`);
    const rows = services.processes.rowsOf(FULFIL_ORDER);
    if (rows.length > 0) violations.push(`nothingIsLeft: rows of processes: ${rows.join(', ')}.`);

    const commits = await operator.commits();
    const asked = clients.flatMap((client) => client.asked);
    if (asked.length < commands.length) violations.push('Clients have not ended.');
    const readSides = [...operator.readSides.values()];
    const evidence: Evidence = {
      streams: groupBy(commits, ({ stream }) => stream),
      tables: services.tables,
      projections: readSides.flatMap(({ projections }) => projections),
      tallies: readSides.flatMap(({ tallies }) => tallies),
      asked,
    };
    violations.push(...violationsIn(evidence));
    return {
      scenario,
      violations,
      commands: commands.map(({ number }) => number),
      acknowledged: asked.filter(({ outcome }) => outcome === 'accepted').length,
      events: commits.flatMap(({ events }) => events).length,
      faults: faults.injected,
      redriven,
      steps: time.steps,
      lasted: time.now - began,
    };
  });
}
