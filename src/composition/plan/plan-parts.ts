import type { ContextModule } from '../../eventsourcing/aggregate-module';
import { handledBy } from '../../eventsourcing/consuming/process';
import type { Table } from '../../eventsourcing/reading/table';
import { contextOf, functionOf, queueOf, resourcePrefix } from '../naming';
import type { Followers } from './followers';
import type { PartPlan, QueuePlan } from './plan';
import { secretsIn } from './outside-permissions';
import { processesTableOf } from './processes-table';
import { switchesTableOf } from './switches-table';
import { commandsOf } from './write-permissions';

/** Queues and tables of a context: by aggregate, by what it follows of other contexts, and of its processes. */
export function planParts(context: ContextModule, followers: Followers): PartPlan[] {
  const { name } = context;
  const followed = distinct(
    [...followers.projections, ...followers.tallies].map(({ source }) => source.type),
  );
  const queueFor = (type: string): QueuePlan => ({
    id: queueOf(type, name),
    functionId: functionOf(context.name, 'projector'),
    types: [type],
  });
  const own = tablesByAggregate(context, followers);
  return [
    ...secretsPart(context),
    ...context.aggregates.map(({ aggregate: { type } }) => ({
      title: type,
      queues: followed.includes(type) ? [queueFor(type)] : [],
      tables: own.get(type) ?? [],
    })),
    ...followed
      .filter((type) => contextOf(type) !== name)
      .map((type) => ({ title: `${name} follows ${type}`, queues: [queueFor(type)], tables: [] })),
    ...processesPart(context, followers),
    ...switchesPart(context),
  ];
}

/** What is named after the context is its own, and made with it; every other secret is somebody else's. */
function secretsPart(context: ContextModule): PartPlan[] {
  const used = distinct(secretsIn(commandsOf(context).flatMap(({ uses }) => uses)));
  const secrets = used.filter((id) => id.startsWith(resourcePrefix(context.name)));
  if (secrets.length === 0) return [];
  return [{ title: `secrets of ${context.name}`, queues: [], tables: [], secrets }];
}

function processesPart(context: ContextModule, { processes }: Followers): PartPlan[] {
  if (processes.length === 0) return [];
  const types = distinct(processes.flatMap(({ follows }) => follows.map(({ type }) => type)));
  const handles = distinct(processes.flatMap(handledBy));
  const id = `${resourcePrefix(context.name)}ProcessesQueue`;
  return [
    {
      title: `processes of ${context.name}`,
      queues: [{ id, functionId: functionOf(context.name, 'processes'), types, handles }],
      tables: [processesTableOf(context)],
    },
  ];
}

function switchesPart(context: ContextModule): PartPlan[] {
  if (context.switches.length === 0) return [];
  return [{ title: `switches of ${context.name}`, queues: [], tables: [switchesTableOf(context)] }];
}

/** Each table once: with the first aggregate whose projections or tallies write it or whose queries read it. */
function tablesByAggregate(
  { aggregates }: ContextModule,
  { projections, tallies }: Followers,
): ReadonlyMap<string, Table[]> {
  const written = new Set<string>();
  return new Map(
    aggregates.map((module) => {
      const mine = projections.filter((each) => module.projections.some((type) => each instanceof type));
      const tables = [
        ...mine.flatMap(({ table, details }): Table[] => [table, ...details.map((detail) => detail.table)]),
        ...tallies
          .filter((each) => module.tallies.some((type) => each instanceof type))
          .map(({ table }) => table),
        ...module.reads.map(({ table }) => table),
      ].filter(({ name }) => !written.has(name) && written.add(name));
      return [module.aggregate.type, tables];
    }),
  );
}

function distinct(types: readonly string[]): string[] {
  return [...new Set(types)];
}
