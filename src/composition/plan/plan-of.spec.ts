import { salesModule } from '../../../test/support/sales.module';
import { orderModule } from '../../../test/support/order.module';
import { userEvents } from '../../contexts/iam/user/domain/user.events';
import { RegisterUser } from '../../contexts/iam/user/write/register-user';
import type { Process } from '../../eventsourcing/consuming/process';
import type { CommandClass } from '../../kernel/command';
import { iamModule } from '../../contexts/iam/iam.module';
import { setEnvironment } from '../../../test/support/process-environment';
import type { ContextPlan, FunctionPlan, Plan } from './plan';
import { planOf } from './plan-of';

describe('the plan', () => {
  let plan: Plan;
  let restore: () => void;

  beforeAll(() => {
    restore = setEnvironment({});
    plan = planOf([iamModule, salesModule]);
  });

  afterAll(() => {
    restore();
  });

  const contextPlan = (name: string): ContextPlan =>
    plan.contexts.find(({ context }) => context.name === name) ?? missing(name);
  const sales = (id: string): FunctionPlan =>
    contextPlan('sales').functions.find((each) => each.id === id) ?? missing(id);
  /** `dynamodb:Query SalesOrdersTable`, one for each action and resource. */
  const calls = ({ permissions }: FunctionPlan): string[] =>
    permissions.flatMap(({ actions, resources }) =>
      resources.flatMap(({ id, index }) =>
        actions.map((action) => `${action.replace('dynamodb:', '')} ${id}${index ? `/${index}` : ''}`),
      ),
    );

  function processesSending(...sends: readonly CommandClass[]): FunctionPlan {
    class Silent implements Process {
      readonly name = 'sales/silent';
      readonly follows = [userEvents, orderModule.events];
      readonly on = {};
      readonly react = {};
      readonly sends = sends;
    }
    const { contexts } = planOf([{ ...salesModule, processes: [Silent] }]);
    return contexts[0]?.functions.find(({ role }) => role === 'processes') ?? missing('function');
  }

  it('has a function for each role that a context has work for', () => {
    expect(contextPlan('sales').functions.map(({ id, entry }) => [id, entry])).toEqual([
      ['SalesCommands', 'src/functions/sales/commands.ts'],
      ['SalesQueries', 'src/functions/sales/queries.ts'],
      ['SalesProjector', 'src/functions/sales/projector.ts'],
      ['SalesProcesses', 'src/functions/sales/processes.ts'],
    ]);
    const [commandless] = planOf([{ ...salesModule, aggregates: [], processes: [] }]).contexts;
    expect(commandless?.functions).toEqual([]);
  });

  it('sends GET and HEAD to the queries, the rest to the commands', () => {
    expect(contextPlan('sales').routes).toMatchObject([
      { method: 'POST', path: '/orders', functionId: 'SalesCommands', access: { kind: 'public' } },
      { method: 'GET', path: '/orders/{id}/lines', functionId: 'SalesQueries' },
      { method: 'HEAD', path: '/orders/{id}/lines', functionId: 'SalesQueries' },
    ]);
  });

  it('gives a function what its manifest says of it', () => {
    expect(sales('SalesQueries').settings).toEqual({ memory: 512, reservedConcurrency: 20 });
    expect(sales('SalesCommands').settings).toEqual({});
  });

  it('allows commands to append to the own streams and to read what the manifest reads', () => {
    expect(sales('SalesCommands').permissions).toEqual([
      {
        actions: ['dynamodb:Query', 'dynamodb:PutItem'],
        resources: [{ id: 'EventLogTable' }],
        leadingKeys: ['sales/*'],
      },
      { actions: ['dynamodb:Query'], resources: [{ id: 'EventLogTable' }], leadingKeys: ['iam/role#*'] },
      {
        actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [{ id: 'UniqueValuesTable' }],
        leadingKeys: ['sales#*', 'sales/*'],
      },
    ]);
  });

  it('allows to record answers where somebody is known who may ask again', () => {
    const commands = (name: string, id: string): FunctionPlan | undefined =>
      contextPlan(name).functions.find((each) => each.id === id);
    expect(commands('iam', 'IamCommands')?.variables).toContain('IdempotencyTable');
    expect(commands('sales', 'SalesCommands')?.variables).not.toContain('IdempotencyTable');
  });

  it('allows queries to read exactly as the manifest says, and the history of the own streams', () => {
    expect(calls(sales('SalesQueries'))).toEqual([
      'Query EventLogTable',
      'Query SalesOrderLinesTable',
      'Query SalesBuyersTable/byEmail',
      'GetItem SalesBuyersTable',
    ]);
    expect(sales('SalesQueries').permissions[0]?.leadingKeys).toEqual(['sales/*']);
  });

  it('allows the projector what its projections write, and to read whatever they follow', () => {
    expect(calls(sales('SalesProjector'))).toEqual([
      'Query EventLogTable',
      'BatchGetItem SalesOrdersTable',
      'PutItem SalesOrdersTable',
      'BatchGetItem SalesBuyersTable',
      'PutItem SalesBuyersTable',
      'PutItem SalesOrderLinesTable',
      'sqs:SendMessage CatchUpQueue',
    ]);
    expect(sales('SalesProjector').permissions[0]?.leadingKeys).toEqual(['sales/*', 'iam/user#*']);
  });

  it('allows commands of unique values what their handlers say that they do to them', () => {
    const [order] = salesModule.aggregates;
    const handlers = order?.handlers ?? [];
    const withHandlers = (...some: typeof handlers): FunctionPlan | undefined =>
      planOf([
        {
          ...salesModule,
          aggregates: [{ ...order, handlers: some } as typeof order & object],
          processes: [],
        },
      ]).contexts[0]?.functions[0];
    const onUniqueValues = (handler: number): string[] =>
      calls(withHandlers(...handlers.slice(handler, handler + 1)) ?? missing('function')).filter((call) =>
        call.endsWith('UniqueValuesTable'),
      );
    expect(onUniqueValues(0)).toEqual(['PutItem UniqueValuesTable']);
    expect(onUniqueValues(1)).toEqual(['DeleteItem UniqueValuesTable']);
    expect(onUniqueValues(2)).toEqual([]);
  });

  it('allows processes what the commands need that they send, to read what they follow, and own rows', () => {
    // It keeps no rows but its checkpoints.
    expect(calls(sales('SalesProcesses')).filter((call) => call.endsWith('SalesProcessesTable'))).toEqual([
      'BatchGetItem SalesProcessesTable',
      'PutItem SalesProcessesTable',
    ]);
    const leadingKeys = sales('SalesProcesses').permissions.map((permission) => permission.leadingKeys);
    expect(leadingKeys).toContainEqual(['iam/role#*', 'iam/user#*']);
    expect(calls(sales('SalesProcesses'))).toEqual(
      expect.arrayContaining([
        'PutItem EventLogTable',
        'DeleteItem UniqueValuesTable',
        'PutItem IdempotencyTable',
      ]),
    );
    expect(calls(sales('SalesProcesses'))).not.toContain('PutItem UniqueValuesTable');
  });

  it('allows a process that sends nothing to write nothing but its rows', () => {
    const silent = processesSending();
    expect(calls(silent).filter((call) => !call.endsWith('SalesProcessesTable'))).toEqual([
      'Query EventLogTable',
      'sqs:SendMessage CatchUpQueue',
    ]);
    expect(silent.permissions[0]?.leadingKeys).toEqual(['sales/*', 'iam/user#*']);
  });

  it('has no process that sends what nothing in its context handles', () => {
    expect(() => processesSending(RegisterUser)).toThrow(
      'sales/silent sends iam/user/register, which nothing in its context handles: list the handler in the manifest ' +
        'of its aggregate, or leave the command out of `sends`.',
    );
  });

  it('tells a function the names of all that it may call, and of nothing else', () => {
    for (const { functions } of plan.contexts) {
      for (const { variables, permissions } of functions) {
        const ids = permissions.flatMap(({ resources }) => resources.map(({ id }) => id));
        expect(variables).toEqual([...new Set(ids)]);
      }
    }
  });

  it('has a queue for each type that a context follows, and one for its processes', () => {
    expect(contextPlan('sales').parts.map(({ title, queues }) => [title, queues])).toEqual([
      ['sales/order', [{ id: 'SalesOrderQueue', functionId: 'SalesProjector', types: ['sales/order'] }]],
      [
        'sales follows iam/user',
        [{ id: 'SalesIamUserQueue', functionId: 'SalesProjector', types: ['iam/user'] }],
      ],
      [
        'processes of sales',
        [
          {
            id: 'SalesProcessesQueue',
            functionId: 'SalesProcesses',
            types: ['iam/user', 'sales/order'],
            handles: ['iam/user/disabled'],
          },
        ],
      ],
    ]);
  });

  it('sends a commit to every queue that follows its type', () => {
    const followers = ['IamUserQueue', 'SalesIamUserQueue', 'SalesProcessesQueue'];
    expect(plan.channels).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'iam/user',
          queues: expect.arrayContaining(followers) as string[],
        }),
        expect.objectContaining({ type: 'sales/order', queues: ['SalesOrderQueue', 'SalesProcessesQueue'] }),
      ]),
    );
  });

  it('sends to processes what one of them handles', () => {
    const handlesOf = (type: string): unknown => plan.channels.find((each) => each.type === type)?.handles;
    expect(handlesOf('iam/user')).toEqual({
      IamProcessesQueue: ['iam/user/role-added', 'iam/user/role-removed'],
      SalesProcessesQueue: ['iam/user/disabled'],
    });
    expect(handlesOf('iam/role')).toEqual({ IamProcessesQueue: ['iam/role/disabled'] });
    expect(handlesOf('sales/order')).toEqual({ SalesProcessesQueue: [] });
  });

  it('has each table once, with the aggregate that owns it', () => {
    const tables = contextPlan('sales').parts.map((part) => part.tables.map(({ name }) => name));
    expect(tables).toEqual([
      ['SalesOrdersTable', 'SalesOrderLinesTable', 'SalesBuyersTable'],
      [],
      ['SalesProcessesTable'],
    ]);
    const all = plan.contexts.flatMap(({ parts }) => parts.flatMap((part) => part.tables));
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('never lets a context touch a table of another', () => {
    for (const { context, functions } of plan.contexts) {
      const others = plan.contexts
        .filter((other) => other.context !== context)
        .flatMap(({ parts }) => parts.flatMap((part) => part.tables.map(({ name }) => name)));
      const touched = functions.flatMap(({ variables }) => variables);
      expect(touched.filter((id) => others.includes(id))).toEqual([]);
    }
  });
});

function missing(name: string): never {
  throw new Error(`The plan has no ${name}.`);
}
