import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { startRuntime, type Runtime } from '../../local/runtime';
import { LEADING_KEYS } from '../../local/permissions/condition';
import { evaluate } from '../../local/permissions/evaluate';
import type { AuthorisedCall } from '../../local/permissions/guard';
import { runCollection } from '../../scripts/postman/run-collection';
import { contexts } from '../../src/composition/modules';
import { resourcePrefix } from '../../src/composition/naming';
import { scheduleIdOf } from '../../src/eventsourcing/writing/schedules';
import { closeClients, dynamoDbClient, schedulerClient } from '../support/local/clients';
import { collectingLog } from '../support/local/collecting-log';
import { placeAll, stockUp, untilDecided } from '../support/orders';
import { removeEach } from '../support/statement-removal';
import { Api, mustBe } from './api';
import { OtpApi, otherThan } from './otp/otp-api';
import { TroubledConsumers } from './permissions/every-consumer';
import { hurriedTemplate } from './consumers/functions/hurried/hurried-template';

const PROCESS = 'iam/remove-role-from-users-when-role-disabled';
const SENDER = 'otp/send-code-when-issued';
const FULFILMENT = 'shop/fulfil-order';

describe('the roles of template.yaml', () => {
  const calls: AuthorisedCall[] = [];
  const log = collectingLog();
  let runtime: Runtime;
  let api: Api;
  let consumers: TroubledConsumers;

  beforeAll(async () => {
    runtime = await startRuntime({
      template: hurriedTemplate(),
      buildDirectory: '.local/test/flow-permissions',
      environment: process.env,
      log,
      onAuthorised: (call) => calls.push(call),
    });
    api = new Api(runtime.url);
    consumers = new TroubledConsumers(dynamoDbClient(runtime.endpoints.dynamodb), runtime.functions);
    await everyUse();
  }, 180_000);

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  /** Everything that the application does for its users, and what it does when a message was lost. */
  async function everyUse(): Promise<void> {
    // What is refused under a key may be a repeat.
    const { failures } = await runCollection(runtime.url, { keyed: true });
    if (failures.length > 0) throw new Error(failures.join('\n'));
    await disableHeldRole();
    await signIn();
    await orderTwice();
    await consumers.loseRows();
    await consumers.loseStreams();
    await consumers.ring();
    const kinesis = { data: 'bm8gSlNPTg==', sequenceNumber: '1' };
    await consumers.invoke('EventBroker', { Records: [{ kinesis }] });
    const dynamodb = { NewImage: {}, SequenceNumber: '1' };
    await consumers.invoke('DynamoKinesisAdaptor', { Records: [{ eventName: 'INSERT', dynamodb }] });
  }

  /** The process takes the role away, and once more when it has lost what it knew: then that is refused. */
  async function disableHeldRole(): Promise<void> {
    const user = { id: randomUUID(), email: `${randomUUID()}@example.com` };
    const role = { id: randomUUID(), name: `role ${randomUUID()}` };
    mustBe(202, await api.post('/users', user));
    mustBe(202, await api.post('/roles', role));
    mustBe(202, await api.post(`/users/${user.id}/roles`, { roleId: role.id }));
    mustBe(202, await api.put(`/roles/${role.id}/disable`));
    mustBe(200, await api.fresh(`/users/${user.id}?minVersion=3&wait=5`));

    await forget('IamProcessesTable');
    for (const stream of [`iam/role#${role.id}`, `iam/user#${user.id}`]) {
      expect(
        await consumers.invoke('IamProcesses', { doorbell: { consumer: PROCESS, stream } }),
      ).toMatchObject({
        isFinished: true,
      });
    }
  }

  /**
   * One order is confirmed, one cancelled. Both are gone through again once what the process knew is lost, where a timeout is
   * there already.
   */
  async function orderTwice(): Promise<void> {
    const stock = await stockUp(api, 1, () => 3);
    const [productId = ''] = stock.keys();
    const { placed } = await placeAll(api, [[{ productId, quantity: 2 }], [{ productId, quantity: 4 }]]);
    await untilDecided(api, placed, 20_000);
    const streams = [`shop/product#${productId}`, ...placed.map(({ id }) => `shop/order#${id}`)];
    await forget('ShopProcessesTable');
    await schedulerClient(runtime.endpoints.scheduler).send(
      new CreateScheduleCommand({
        Name: scheduleIdOf(FULFILMENT, placed[0]?.id ?? '', 'time-is-up'),
        GroupName: 'ScheduleGroup',
        ScheduleExpression: 'at(2099-01-01T00:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:lambda:us-east-1:000000000000:function:ShopProcesses',
          RoleArn: 'arn:aws:iam::000000000000:role/SchedulerRole',
        },
      }),
    );
    for (const stream of streams) {
      const doorbell = { consumer: FULFILMENT, stream };
      expect(await consumers.invoke('ShopProcesses', { doorbell })).toMatchObject({ isFinished: true });
    }
  }

  async function forget(TableName: string): Promise<void> {
    const client = dynamoDbClient(runtime.endpoints.dynamodb);
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    for (const { instance, item } of Items) {
      if (instance && item) await client.send(new DeleteItemCommand({ TableName, Key: { instance, item } }));
    }
  }

  /** By phone and by e-mail, with codes that are wrong, used or unknown, and a provider that refuses. */
  async function signIn(): Promise<void> {
    const [workers, offices] = [new OtpApi(api), new OtpApi(api, 'org')];
    const issued = await workers.issue('+491701234567');
    mustBe(422, await workers.verify(issued, otherThan(issued.code)));
    mustBe(200, await workers.verify(issued, issued.code));
    mustBe(422, await workers.verify({ ...issued, id: randomUUID() }, issued.code));
    mustBe(200, await api.fresh(`/otp/users/${issued.id}?minVersion=1`));
    for (const path of ['/events', '?at=1']) mustBe(200, await api.get(`/otp/users/${issued.id}${path}`));
    await offices.issue('office@example.com');
    for (let index = 0; index < 4; index += 1) mustBe(202, await offices.ask('office@example.com'));
    mustBe(429, await api.post('/otp', { primary: 'office@example.com', role: 'org', country: 'DE' }));
    const stream = `otp/password#${issued.id}`;
    expect(await consumers.invoke('OtpProcesses', { doorbell: { consumer: SENDER, stream } })).toMatchObject({
      isFinished: true,
    });
  }

  it('allow all that the functions do', () => {
    expect(log.lines.filter((line) => line.includes('was refused'))).toEqual([]);
  });

  it.each(contexts.map(({ name }) => [name, resourcePrefix(name)]))(
    'allow no function of %s to read or append a stream of another context',
    (context, prefix) => {
      const onLog = calls.filter(
        ({ call }) =>
          call.resources.some((resource) => resource.endsWith('table/EventLogTable')) &&
          call.conditionKeys[LEADING_KEYS]?.every((key) => key.startsWith(`${context}/`)),
      );
      expect(new Set(onLog.map(({ role }) => role.logicalId))).toEqual(
        new Set(calls.map(({ role }) => role.logicalId).filter((id) => id.startsWith(prefix))),
      );
      for (const { role, call } of onLog) {
        const foreign = { ...call.conditionKeys, [LEADING_KEYS]: ['elsewhere/order#1'] };
        expect(evaluate(role.statements, call).allowed).toBe(true);
        expect(evaluate(role.statements, { ...call, conditionKeys: foreign }).allowed).toBe(false);
      }
    },
  );

  it('allow nothing that no function does', () => {
    const roles = calls.map(({ role }) => role);
    const { tried, idle } = removeEach(roles, calls);
    expect(new Set(roles.map(({ logicalId }) => logicalId)).size).toBe(runtime.functions.size);
    expect(tried.statements).toBeGreaterThan(runtime.functions.size);
    // It looks for the answer to a repeat when a command is refused: of codes that are sent, one is in a race alone, when
    // another code is asked for between sending and recording. That happens above, or does not.
    const inARace = 'OtpProcessesRole: action dynamodb:getitem of statement 4';
    expect(idle.filter((each) => each !== inARace)).toEqual([]);
  });
});
