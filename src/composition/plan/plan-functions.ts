import type { ContextModule, FunctionRole } from '../../eventsourcing/aggregate-module';
import type { Process } from '../../eventsourcing/consuming/process';
import type { OutsideUse } from '../../eventsourcing/writing/unique-value';
import { functionOf } from '../naming';
import { appendsToLog, readsLog } from './event-log-permissions';
import type { Followers } from './followers';
import { callOf, DETAIL_ACTIONS, permissionsFor, type Call } from './permissions';
import type { FunctionPlan, Permission, RoutePlan } from './plan';
import { processesTableOf } from './processes-table';
import { tablesReadIn } from './switches-table';
import { outsideNeedsOf, type OutsideNeeds } from './outside-permissions';
import { commandsAskedOf, commandsSentIn, writesWithCommits } from './write-permissions';

/** A consumer that fails is rung again by the catch-up. */
const ringsDoorbells: Permission = { actions: ['sqs:SendMessage'], resources: [{ id: 'CatchUpQueue' }] };

type Needs = Pick<FunctionPlan, 'description' | 'permissions'> & { readonly outside?: OutsideNeeds };

const NOTHING_OUTSIDE = outsideNeedsOf([]);

/** The functions of a context: those whose work it has. @param routes of the context */
export function planFunctions(
  context: ContextModule,
  routes: readonly RoutePlan[],
  followers: Followers,
): FunctionPlan[] {
  const { projections, tallies, processes } = followers;
  const routesTo = (role: FunctionRole): readonly RoutePlan[] =>
    routes.filter(({ functionId }) => functionId === functionOf(context.name, role));
  const [asked, read] = [routesTo('commands'), routesTo('queries')];
  return [
    ...(asked.length > 0 ? [planOf(context, 'commands', commands(context, asked))] : []),
    ...(read.length > 0 ? [planOf(context, 'queries', queries(context, read))] : []),
    ...(projections.length + tallies.length > 0
      ? [planOf(context, 'projector', projector(context, followers))]
      : []),
    ...(processes.length > 0 ? [planOf(context, 'processes', processesOf(context, followers))] : []),
  ];
}

function planOf(
  context: ContextModule,
  role: FunctionRole,
  { description, outside = NOTHING_OUTSIDE, ...needs }: Needs,
): FunctionPlan {
  const permissions = [...needs.permissions, ...outside.permissions];
  const called = permissions.flatMap(({ resources }) => resources.map(({ id }) => id));
  const variables = new Set([...called, ...outside.told]);
  return {
    id: functionOf(context.name, role),
    role,
    entry: `src/functions/${context.name}/${role}.ts`,
    description,
    settings: context.functions[role] ?? {},
    variables: [...variables],
    ...(outside.arns && { arns: outside.arns }),
    outside: outside.ports,
    permissions,
  };
}

function commands(context: ContextModule, routes: readonly RoutePlan[]): Needs {
  const { name, reads } = context;
  const asked = commandsAskedOf(context);
  // Who is not known takes no Idempotency-Key, and no answer is recorded for them.
  const isRecorded = routes.some(({ access }) => access.kind !== 'public');
  return {
    description: `Decides the commands of ${name} and appends to the log`,
    permissions: [...appendsToLog(name, reads), ...writesWithCommits(name, asked, isRecorded)],
    outside: outsideNeedsOf([...asked.flatMap(({ uses }) => uses), ...limitsOf(routes)]),
  };
}

function limitsOf(routes: readonly RoutePlan[]): readonly OutsideUse[] {
  return routes.some(({ isLimited }) => isLimited) ? ['rate-limits'] : [];
}

function queries(context: ContextModule, routes: readonly RoutePlan[]): Needs {
  const { name, aggregates } = context;
  const calls = tablesReadIn(context).flatMap(({ table, operations }) =>
    operations.map((operation) => callOf(table.name, operation)),
  );
  return {
    description: `Answers the queries of ${name} from its read tables, and of its history from the log`,
    permissions: [
      ...readsLog(
        name,
        aggregates.map(({ events }) => events),
      ),
      ...permissionsFor(calls),
    ],
    outside: outsideNeedsOf(limitsOf(routes)),
  };
}

/** Rows are read together and put, detail rows as the projection says; what a message jumped over is in the log. */
function projector({ name }: ContextModule, { projections, tallies }: Followers): Needs {
  const ofRows = projections.flatMap(({ table, details }): Call[] => [
    { action: 'dynamodb:BatchGetItem', resource: { id: table.name } },
    { action: 'dynamodb:PutItem', resource: { id: table.name } },
    ...details.flatMap(({ table: { name: id }, operations }) =>
      operations.map((operation) => ({ action: DETAIL_ACTIONS[operation], resource: { id } })),
    ),
  ]);
  // Shares are read together and put; the sums are added to.
  const ofTallies = tallies.flatMap(({ table: { name: id } }) =>
    ['BatchGetItem', 'PutItem', 'UpdateItem'].map((action): Call => {
      return { action: `dynamodb:${action}`, resource: { id } };
    }),
  );
  const sources = [...projections, ...tallies].map(({ source }) => source);
  return {
    description: `Folds what ${name} follows into its read tables`,
    permissions: [...readsLog(name, sources), ...permissionsFor([...ofRows, ...ofTallies]), ringsDoorbells],
  };
}

/** What the commands need that are sent, and the rows of the processes. */
function processesOf(context: ContextModule, { processes }: Followers): Needs {
  const { name } = context;
  const followed = processes.flatMap(({ follows }) => follows);
  const sent = commandsSentIn(context, processes);
  const ofCommands = [
    ...appendsToLog(name, [...context.reads, ...followed]),
    ...writesWithCommits(name, sent),
  ];
  const resource = { id: processesTableOf(context).name };
  // Checkpoints are read together and put; rows, where a process keeps any, are looked for and deleted as well.
  const keepsRows = processes.some(({ on, instances }) => instances ?? Object.keys(on).length > 0);
  const actions = ['BatchGetItem', 'PutItem', ...(keepsRows ? ['GetItem', 'Query', 'DeleteItem'] : [])];
  const calls = actions.map((action) => ({ action: `dynamodb:${action}`, resource }));
  return {
    description: `Reacts to what ${name} follows with commands`,
    permissions: [
      ...(sent.length > 0 ? ofCommands : readsLog(name, followed)),
      ...permissionsFor(calls),
      ringsDoorbells,
    ],
    outside: outsideNeedsOf([...sent.flatMap(({ uses }) => uses), ...timeoutsOf(processes)]),
  };
}

function timeoutsOf(processes: readonly Process[]): readonly OutsideUse[] {
  return processes.some(({ timeouts = [] }) => timeouts.length > 0) ? ['schedules'] : [];
}
