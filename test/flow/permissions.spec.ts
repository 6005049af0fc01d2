import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { startRuntime, type Runtime } from '../../local/runtime';
import { LEADING_KEYS } from '../../local/permissions/condition';
import { evaluate } from '../../local/permissions/evaluate';
import type { AuthorisedCall } from '../../local/permissions/guard';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { all } from '../support/commit-of';
import { closeClients, dynamoDbClient } from '../support/local/clients';
import { collectingLog } from '../support/local/collecting-log';
import { removeEach } from '../support/statement-removal';
import { Api, mustBe } from './api';
import { OtpApi, otherThan } from './otp/otp-api';
import { hurriedTemplate } from './consumers/functions/hurried/hurried-template';

const PROCESS = 'iam/remove-role-from-users-when-role-disabled';
const SENDER = 'otp/send-code-when-issued';

describe('the roles of template.yaml', () => {
  const calls: AuthorisedCall[] = [];
  const log = collectingLog();
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({
      template: hurriedTemplate(),
      buildDirectory: '.local/test/flow-permissions',
      environment: process.env,
      log,
      onAuthorised: (call) => calls.push(call),
    });
    api = new Api(runtime.url);
    await everyUse();
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  /** Everything that the application does for its users, and what it does when a message was lost. */
  async function everyUse(): Promise<void> {
    const id = randomUUID();
    const headers = { 'idempotency-key': randomUUID() };
    const user = { id, email: `${id}@example.com` };
    mustBe(202, await api.post('/users', user, headers));
    mustBe(202, await api.post('/users', user, headers));
    const role = { id: randomUUID(), name: `role ${randomUUID()}` };
    const roleHeaders = { 'idempotency-key': randomUUID() };
    mustBe(202, await api.post('/roles', role, roleHeaders));
    mustBe(202, await api.post('/roles', role, roleHeaders));
    // What a container has not in memory is read.
    mustBe(404, await api.put(`/roles/${randomUUID()}/disable`));
    mustBe(200, await api.fresh(`/roles/${role.id}?minVersion=1&wait=5`));

    mustBe(202, await api.post(`/users/${id}/roles`, { roleId: role.id }));
    mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
    mustBe(200, await api.fresh(`/users/${id}?minVersion=3&wait=5`));
    const members = `/roles/${role.id}/users`;
    mustBe(200, await api.fresh(`${members}?minVersion=3&wait=5&of=user:${id}`));
    mustBe(200, await api.get(`/users/${id}/roles`));
    for (const list of [
      '/users',
      '/roles',
      `/users/${id}/events`,
      `/roles/${role.id}/events`,
      `/users/${id}?at=1`,
      '/.well-known/jwks.json',
    ]) {
      mustBe(200, await api.get(list));
    }
    mustBe(202, await api.delete(`/users/${id}/roles/${role.id}`));
    mustBe(202, await api.put(`/users/${id}/disable`));
    mustBe(202, await api.put(`/roles/${role.id}/disable`));
    mustBe(200, await api.fresh(`/users/${id}?minVersion=5&wait=5`));
    mustBe(200, await api.fresh(`/roles/${role.id}?minVersion=2&wait=5`));
    await loseRow('IamUsersTable', `iam/user#${id}`, id);
    await loseRow('IamRolesTable', `iam/role#${role.id}`, role.id);
    await disableHeldRole();
    await signIn();
    await failAndCatchUp(id);
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

    const client = dynamoDbClient(runtime.endpoints.dynamodb);
    const TableName = 'IamProcessesTable';
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    for (const { instance, item } of Items) {
      if (instance && item) await client.send(new DeleteItemCommand({ TableName, Key: { instance, item } }));
    }
    for (const stream of [`iam/role#${role.id}`, `iam/user#${user.id}`]) {
      expect(await invoke('IamProcesses', { doorbell: { consumer: PROCESS, stream } })).toMatchObject({
        isFinished: true,
      });
    }
  }

  /** By phone and by e-mail, with codes that are wrong, used or unknown, and a provider that refuses. */
  async function signIn(): Promise<void> {
    const [workers, offices] = [new OtpApi(api), new OtpApi(api, 'org')];
    const issued = await workers.issue('+491701234567');
    const headers = { 'idempotency-key': randomUUID() };
    mustBe(422, await workers.verify(issued, otherThan(issued.code), { 'idempotency-key': randomUUID() }));
    for (let index = 0; index < 2; index += 1)
      mustBe(200, await workers.verify(issued, issued.code, headers));
    mustBe(422, await workers.verify({ ...issued, id: randomUUID() }, issued.code));
    mustBe(200, await api.fresh(`/otp/users/${issued.id}?minVersion=1`));
    for (const path of ['/events', '?at=1']) mustBe(200, await api.get(`/otp/users/${issued.id}${path}`));
    await offices.issue('office@example.com');
    for (let index = 0; index < 4; index += 1) mustBe(202, await offices.ask('office@example.com'));
    const once = { 'idempotency-key': randomUUID() };
    mustBe(429, await api.post('/otp', { primary: 'office@example.com', role: 'org', country: 'DE' }, once));
    const stream = `otp/password#${issued.id}`;
    expect(await invoke('OtpProcesses', { doorbell: { consumer: SENDER, stream } })).toMatchObject({
      isFinished: true,
    });
  }

  async function invoke(functionId: string, event: unknown): Promise<unknown> {
    const outcome = await runtime.functions.get(functionId)?.invoke(JSON.stringify(event));
    if (outcome?.ok !== true) throw new Error(`${functionId}: ${JSON.stringify(outcome)}`);
    return JSON.parse(outcome.payload);
  }

  const messageOf = (body: string, group?: string): object => ({
    messageId: randomUUID(),
    receiptHandle: 'of-no-message',
    body,
    attributes: { ApproximateReceiveCount: '1', ...(group !== undefined && { MessageGroupId: group }) },
  });

  async function deleteRow(TableName: string, id: string): Promise<void> {
    const client = dynamoDbClient(runtime.endpoints.dynamodb);
    await client.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } }));
  }

  /** A commit jumps over others when its rows are gone: then they are read from the log. */
  async function loseRow(TableName: string, stream: string, id: string): Promise<void> {
    const client = dynamoDbClient(runtime.endpoints.dynamodb);
    const commit = (await all(new DynamoEventStore(client, (name) => name).read(stream))).at(-1);
    await deleteRow(TableName, id);
    const message = messageOf(JSON.stringify({ commit }), stream);
    expect(await invoke('IamProjector', { Records: [message] })).toEqual({ batchItemFailures: [] });
  }

  /** A consumer that cannot go on is rung; the doorbell is answered, rung again, put off, or parked. */
  async function failAndCatchUp(id: string): Promise<void> {
    const stream = `iam/user#${id}`;
    const missed = [
      ['IamProjector', 'iam/user', 'role-removed'],
      ['IamProcesses', 'iam/user', 'role-removed'],
      ['OtpProjector', 'otp/user', 'signed-in'],
      ['OtpProcesses', 'otp/password', 'verified'],
    ] as const;
    for (const [functionId, type, name] of missed) {
      const nowhere = `${type}#${randomUUID()}`;
      const events = [{ type: `${type}/${name}`, data: { roleId: randomUUID() } }];
      const commit = { stream: nowhere, version: 2, commitId: randomUUID(), events };
      await invoke(functionId, { Records: [messageOf(JSON.stringify({ commit }), nowhere)] });
    }

    await deleteRow('IamUsersTable', id);
    const since = new Date().toISOString();
    const doorbell = { function: 'IamProjector', consumer: 'iam/users', stream, since, reason: 'a test' };
    const ofProcess = { ...doorbell, function: 'IamProcesses', consumer: PROCESS };
    const ofOtp = [
      { ...doorbell, function: 'OtpProjector', consumer: 'otp/users', stream: `otp/user#${id}` },
      { ...doorbell, function: 'OtpProcesses', consumer: SENDER, stream: `otp/password#${id}` },
    ];
    const bodies = [doorbell, ofProcess, ...ofOtp, { ...doorbell, consumer: 'iam/nobody' }, 'no doorbell'];
    await invoke('CatchUp', { Records: bodies.map((body) => messageOf(JSON.stringify(body))) });

    const kinesis = { data: 'bm8gSlNPTg==', sequenceNumber: '1' };
    await invoke('EventBroker', { Records: [{ kinesis }] });
    const dynamodb = { NewImage: {}, SequenceNumber: '1' };
    await invoke('DynamoKinesisAdaptor', { Records: [{ eventName: 'INSERT', dynamodb }] });
  }

  it('allow all that the functions do', () => {
    expect(log.lines.filter((line) => line.includes('was refused'))).toEqual([]);
  });

  it.each([
    ['iam', 'Iam'],
    ['otp', 'Otp'],
  ])('allow no function of %s to read or append a stream of another context', (context, prefix) => {
    const onLog = calls.filter(
      ({ call }) =>
        call.resources.some((resource) => resource.endsWith('table/EventLogTable')) &&
        call.conditionKeys[LEADING_KEYS]?.every((key) => key.startsWith(`${context}/`)),
    );
    expect(new Set(onLog.map(({ role }) => role.logicalId))).toEqual(
      new Set(calls.map(({ role }) => role.logicalId).filter((id) => id.startsWith(prefix))),
    );
    for (const { role, call } of onLog) {
      const foreign = { ...call.conditionKeys, [LEADING_KEYS]: ['shop/order#1'] };
      expect(evaluate(role.statements, call).allowed).toBe(true);
      expect(evaluate(role.statements, { ...call, conditionKeys: foreign }).allowed).toBe(false);
    }
  });

  it('allow nothing that no function does', () => {
    const roles = calls.map(({ role }) => role);
    const { tried, idle } = removeEach(roles, calls);
    expect(new Set(roles.map(({ logicalId }) => logicalId)).size).toBe(runtime.functions.size);
    expect(tried.statements).toBeGreaterThan(runtime.functions.size);
    // Looks for the answer to a repeat when a command is refused: of codes that are sent, only in a race is one.
    expect(idle).toEqual(['OtpProcessesRole: action dynamodb:getitem of statement 4']);
  });
});
