import type { ContextModule, FunctionRole } from '../../eventsourcing/aggregate-module';
import type { Projection } from '../../eventsourcing/consuming/projection';
import { functionOf } from '../naming';
import { appendsToLog, readsLog } from './event-log-permissions';
import type { Followers } from './followers';
import { callOf, DETAIL_ACTIONS, permissionsFor, type Call } from './permissions';
import type { FunctionPlan, Permission } from './plan';
import { processesTableOf } from './processes-table';
import { commandsOf, commandsSentIn, writesWithCommits } from './write-permissions';

/** A consumer that fails is rung again by the catch-up. */
const ringsDoorbells: Permission = { actions: ['sqs:SendMessage'], resources: [{ id: 'CatchUpQueue' }] };

type Needs = Pick<FunctionPlan, 'description' | 'permissions'>;

/**
 * The functions of a context: those whose work it has.
 *
 * @param called logical ids of those that routes lead to
 */
export function planFunctions(
  context: ContextModule,
  called: ReadonlySet<string>,
  followers: Followers,
): FunctionPlan[] {
  const { projections, processes } = followers;
  const isCalled = (role: FunctionRole): boolean => called.has(functionOf(context.name, role));
  return [
    ...(isCalled('commands') ? [planOf(context, 'commands', commands(context))] : []),
    ...(isCalled('queries') ? [planOf(context, 'queries', queries(context))] : []),
    ...(projections.length > 0 ? [planOf(context, 'projector', projector(context, projections))] : []),
    ...(processes.length > 0 ? [planOf(context, 'processes', processesOf(context, followers))] : []),
  ];
}

function planOf(context: ContextModule, role: FunctionRole, needs: Needs): FunctionPlan {
  const variables = new Set(needs.permissions.flatMap(({ resources }) => resources.map(({ id }) => id)));
  return {
    id: functionOf(context.name, role),
    role,
    entry: `src/functions/${context.name}/${role}.ts`,
    settings: context.functions[role] ?? {},
    variables: [...variables],
    ...needs,
  };
}

function commands(context: ContextModule): Needs {
  const { name, reads } = context;
  return {
    description: `Decides the commands of ${name} and appends to the log`,
    permissions: [...appendsToLog(name, reads), ...writesWithCommits(name, commandsOf(context))],
  };
}

function queries({ name, aggregates }: ContextModule): Needs {
  const calls = aggregates.flatMap(({ reads }) =>
    reads.flatMap(({ table, operations }) => operations.map((operation) => callOf(table.name, operation))),
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
  };
}

/** Rows are read together and put, detail rows as the projection says; what a message jumped over is in the log. */
function projector({ name }: ContextModule, projections: readonly Projection[]): Needs {
  const calls = projections.flatMap(({ table, details }): Call[] => [
    { action: 'dynamodb:BatchGetItem', resource: { id: table.name } },
    { action: 'dynamodb:PutItem', resource: { id: table.name } },
    ...details.flatMap(({ table: { name: id }, operations }) =>
      operations.map((operation) => ({ action: DETAIL_ACTIONS[operation], resource: { id } })),
    ),
  ]);
  const sources = projections.map(({ source }) => source);
  return {
    description: `Folds what ${name} follows into its read tables`,
    permissions: [...readsLog(name, sources), ...permissionsFor(calls), ringsDoorbells],
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
  const actions = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'];
  const calls = actions.map((action) => ({ action: `dynamodb:${action}`, resource }));
  return {
    description: `Reacts to what ${name} follows with commands`,
    permissions: [
      ...(sent.length > 0 ? ofCommands : readsLog(name, followed)),
      ...permissionsFor(calls),
      ringsDoorbells,
    ],
  };
}
