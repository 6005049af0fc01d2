import { queueOf, queuesVariableOf, resourcePrefix } from '../../../src/composition/naming';
import { SystemController } from '../../../src/composition/system.controller';
import type { AggregateModule } from '../../../src/eventsourcing/aggregate-module';
import type { ReadOperation } from '../../../src/eventsourcing/reading/table-access';
import { routesOf } from '../../../src/http';
import { followersIn, type Follower } from './followers';
import type { FunctionPlan, Use } from './function-plan';

const ACTIONS = { get: 'GetItem', getMany: 'BatchGetItem', query: 'Query', scan: 'Scan' } as const;

function actionOf(operation: ReadOperation): string {
  const [kind, index] = operation.split(':');
  const action = `dynamodb:${ACTIONS[kind as keyof typeof ACTIONS]}`;
  return index === undefined ? action : `${action} of /index/${index}`;
}

/** The functions that the manifests ask for, with everything that each must be given. */
export function planOf(modules: readonly AggregateModule[]): FunctionPlan[] {
  const followers = followersIn(modules);
  return [
    ...modules.flatMap((module) => aggregatePlans(module, followers)),
    ...pipelinePlans([...new Set(followers.map(({ projection }) => projection.source.type))]),
    {
      id: 'SystemApi',
      handler: 'system.handler',
      routes: [...routeKeys([SystemController]), '$default'],
      uses: [],
    },
  ];
}

function aggregatePlans(module: AggregateModule, followers: readonly Follower[]): FunctionPlan[] {
  const { type } = module.aggregate;
  const routes = routeKeys(module.controllers);
  const [reads, writes] = [routes.filter(isGet), routes.filter((route) => !isGet(route))];
  const following = followers.filter(({ projection }) => projection.source.type === type);
  const plan = (role: string, more: Pick<FunctionPlan, 'routes' | 'uses' | 'queue'>): FunctionPlan => {
    const id = `${resourcePrefix(type)}${role}`;
    return { id, handler: `${role.toLowerCase()}.handler`, aggregateType: type, ...more };
  };
  return [
    ...(writes.length > 0 ? [plan('Commands', { routes: writes, uses: usesOfCommands })] : []),
    ...(reads.length > 0 ? [plan('Queries', { routes: reads, uses: usesOfQueries(module) })] : []),
    ...(following.length > 0
      ? [plan('Projector', { routes: [], uses: usesOfProjector(following), queue: queueOf(type) })]
      : []),
  ];
}

function routeKeys(controllers: AggregateModule['controllers']): string[] {
  return controllers.flatMap(routesOf).map(({ method, path }) => `${method} ${path}`);
}

function isGet(route: string): boolean {
  return route.startsWith('GET ');
}

const usesOfCommands: readonly Use[] = [
  { resource: 'EventLogTable', needs: ['dynamodb:PutItem', 'dynamodb:Query'], why: 'commands append to it' },
  {
    resource: 'UniqueValuesTable',
    needs: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
    why: 'commands uniqueValue in it',
  },
  {
    resource: 'IdempotencyTable',
    needs: ['dynamodb:PutItem', 'dynamodb:GetItem'],
    why: 'commands keep their answers in it',
  },
];

function usesOfQueries({ reads, aggregate }: AggregateModule): Use[] {
  const why = `the manifest of ${aggregate.type} reads it`;
  return [
    { resource: 'EventLogTable', needs: ['dynamodb:Query'], why: 'history is told from it' },
    ...reads.map(({ table, operations }) => ({
      resource: table.name,
      needs: [...new Set(operations.map(actionOf))],
      why,
    })),
  ];
}

/** Heads are read and put, detail rows are put and deleted. */
function usesOfProjector(following: readonly Follower[]): Use[] {
  const log = { resource: 'EventLogTable', needs: ['dynamodb:Query'], why: 'gaps are filled from it' };
  return [
    log,
    ...following.flatMap(({ name, owner, projection: { table, details } }) => {
      const why = `written by ${name} of ${owner}`;
      const headUse = { resource: table.name, needs: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'], why };
      const actions = { put: 'dynamodb:PutItem', delete: 'dynamodb:DeleteItem' };
      return [
        headUse,
        ...details.map(({ table: { name: resource }, operations }) => {
          return { resource, needs: operations.map((each) => actions[each]), why };
        }),
      ];
    }),
  ];
}

function pipelinePlans(followed: readonly string[]): FunctionPlan[] {
  const stream = { resource: 'EventStream', needs: ['kinesis:PutRecords'], why: 'commits go there' };
  const queues = followed.map((type) => {
    const why = `commits of ${type} go there`;
    const variable = queuesVariableOf(type);
    return { resource: queueOf(type), variable, needs: ['sqs:SendMessage'], why };
  });
  return [
    { id: 'DynamoKinesisAdaptor', handler: 'dynamo-kinesis-adaptor.handler', routes: [], uses: [stream] },
    { id: 'EventBroker', handler: 'event-broker.handler', routes: [], uses: queues },
  ];
}
