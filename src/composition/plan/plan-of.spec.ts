import { shopModule } from '../../../test/support/shop.module';
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
    plan = planOf([iamModule, shopModule]);
  });

  afterAll(() => {
    restore();
  });

  const contextPlan = (name: string): ContextPlan =>
    plan.contexts.find(({ context }) => context.name === name) ?? missing(name);
  const shop = (id: string): FunctionPlan =>
    contextPlan('shop').functions.find((each) => each.id === id) ?? missing(id);
  /** `dynamodb:Query ShopOrdersTable`, one for each action and resource. */
  const calls = ({ permissions }: FunctionPlan): string[] =>
    permissions.flatMap(({ actions, resources }) =>
      resources.flatMap(({ id, index }) =>
        actions.map((action) => `${action.replace('dynamodb:', '')} ${id}${index ? `/${index}` : ''}`),
      ),
    );

  function processesSending(...sends: readonly CommandClass[]): FunctionPlan {
    class Silent implements Process {
      readonly name = 'shop/silent';
      readonly follows = [userEvents, orderModule.events];
      readonly on = {};
      readonly react = {};
      readonly sends = sends;
    }
    const { contexts } = planOf([{ ...shopModule, processes: [Silent] }]);
    return contexts[0]?.functions.find(({ role }) => role === 'processes') ?? missing('function');
  }

  it('has a function for each role that a context has work for', () => {
    expect(contextPlan('shop').functions.map(({ id, entry }) => [id, entry])).toEqual([
      ['ShopCommands', 'src/functions/shop/commands.ts'],
      ['ShopQueries', 'src/functions/shop/queries.ts'],
      ['ShopProjector', 'src/functions/shop/projector.ts'],
      ['ShopProcesses', 'src/functions/shop/processes.ts'],
    ]);
    const [commandless] = planOf([{ ...shopModule, aggregates: [], processes: [] }]).contexts;
    expect(commandless?.functions).toEqual([]);
  });

  it('sends GET and HEAD to the queries, the rest to the commands', () => {
    expect(contextPlan('shop').routes).toMatchObject([
      { method: 'POST', path: '/orders', functionId: 'ShopCommands', access: { kind: 'public' } },
      { method: 'GET', path: '/orders/{id}/lines', functionId: 'ShopQueries' },
      { method: 'HEAD', path: '/orders/{id}/lines', functionId: 'ShopQueries' },
    ]);
  });

  it('gives a function what its manifest says of it', () => {
    expect(shop('ShopQueries').settings).toEqual({ memory: 512, reservedConcurrency: 20 });
    expect(shop('ShopCommands').settings).toEqual({});
  });

  it('allows commands to append to the own streams and to read what the manifest reads', () => {
    expect(shop('ShopCommands').permissions).toEqual([
      {
        actions: ['dynamodb:Query', 'dynamodb:PutItem'],
        resources: [{ id: 'EventLogTable' }],
        leadingKeys: ['shop/*'],
      },
      { actions: ['dynamodb:Query'], resources: [{ id: 'EventLogTable' }], leadingKeys: ['iam/role#*'] },
      {
        actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [{ id: 'UniqueValuesTable' }],
        leadingKeys: ['shop#*', 'shop/*'],
      },
      { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [{ id: 'IdempotencyTable' }] },
    ]);
  });

  it('allows queries to read exactly as the manifest says, and the history of the own streams', () => {
    expect(calls(shop('ShopQueries'))).toEqual([
      'Query EventLogTable',
      'Query ShopOrderLinesTable',
      'Query ShopBuyersTable/byEmail',
      'GetItem ShopBuyersTable',
    ]);
    expect(shop('ShopQueries').permissions[0]?.leadingKeys).toEqual(['shop/*']);
  });

  it('allows the projector what its projections write, and to read whatever they follow', () => {
    expect(calls(shop('ShopProjector'))).toEqual([
      'Query EventLogTable',
      'BatchGetItem ShopOrdersTable',
      'PutItem ShopOrdersTable',
      'BatchGetItem ShopBuyersTable',
      'PutItem ShopBuyersTable',
      'PutItem ShopOrderLinesTable',
      'sqs:SendMessage CatchUpQueue',
    ]);
    expect(shop('ShopProjector').permissions[0]?.leadingKeys).toEqual(['shop/*', 'iam/user#*']);
  });

  it('allows commands of unique values what their handlers say that they do to them', () => {
    const [order] = shopModule.aggregates;
    const handlers = order?.handlers ?? [];
    const withHandlers = (...some: typeof handlers): FunctionPlan | undefined =>
      planOf([
        { ...shopModule, aggregates: [{ ...order, handlers: some } as typeof order & object], processes: [] },
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
    expect(calls(shop('ShopProcesses')).filter((call) => call.endsWith('ShopProcessesTable'))).toEqual([
      'BatchGetItem ShopProcessesTable',
      'PutItem ShopProcessesTable',
    ]);
    const leadingKeys = shop('ShopProcesses').permissions.map((permission) => permission.leadingKeys);
    expect(leadingKeys).toContainEqual(['iam/role#*', 'iam/user#*']);
    expect(calls(shop('ShopProcesses'))).toEqual(
      expect.arrayContaining([
        'PutItem EventLogTable',
        'DeleteItem UniqueValuesTable',
        'PutItem IdempotencyTable',
      ]),
    );
    expect(calls(shop('ShopProcesses'))).not.toContain('PutItem UniqueValuesTable');
  });

  it('allows a process that sends nothing to write nothing but its rows', () => {
    const silent = processesSending();
    expect(calls(silent).filter((call) => !call.endsWith('ShopProcessesTable'))).toEqual([
      'Query EventLogTable',
      'sqs:SendMessage CatchUpQueue',
    ]);
    expect(silent.permissions[0]?.leadingKeys).toEqual(['shop/*', 'iam/user#*']);
  });

  it('has no process that sends what nothing in its context handles', () => {
    expect(() => processesSending(RegisterUser)).toThrow(
      'shop/silent sends iam/user/register, which nothing in its context handles: list the handler in the manifest ' +
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
    expect(contextPlan('shop').parts.map(({ title, queues }) => [title, queues])).toEqual([
      ['shop/order', [{ id: 'ShopOrderQueue', functionId: 'ShopProjector', types: ['shop/order'] }]],
      [
        'shop follows iam/user',
        [{ id: 'ShopIamUserQueue', functionId: 'ShopProjector', types: ['iam/user'] }],
      ],
      [
        'processes of shop',
        [
          {
            id: 'ShopProcessesQueue',
            functionId: 'ShopProcesses',
            types: ['iam/user', 'shop/order'],
            handles: ['iam/user/disabled'],
          },
        ],
      ],
    ]);
  });

  it('sends a commit to every queue that follows its type', () => {
    const followers = ['IamUserQueue', 'ShopIamUserQueue', 'ShopProcessesQueue'];
    expect(plan.channels).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'iam/user',
          queues: expect.arrayContaining(followers) as string[],
        }),
        expect.objectContaining({ type: 'shop/order', queues: ['ShopOrderQueue', 'ShopProcessesQueue'] }),
      ]),
    );
  });

  it('sends to processes what one of them handles', () => {
    const handlesOf = (type: string): unknown => plan.channels.find((each) => each.type === type)?.handles;
    expect(handlesOf('iam/user')).toEqual({
      IamProcessesQueue: ['iam/user/role-added', 'iam/user/role-removed'],
      ShopProcessesQueue: ['iam/user/disabled'],
    });
    expect(handlesOf('iam/role')).toEqual({ IamProcessesQueue: ['iam/role/disabled'] });
    expect(handlesOf('shop/order')).toEqual({ ShopProcessesQueue: [] });
  });

  it('has each table once, with the aggregate that owns it', () => {
    const tables = contextPlan('shop').parts.map((part) => part.tables.map(({ name }) => name));
    expect(tables).toEqual([
      ['ShopOrdersTable', 'ShopOrderLinesTable', 'ShopBuyersTable'],
      [],
      ['ShopProcessesTable'],
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
