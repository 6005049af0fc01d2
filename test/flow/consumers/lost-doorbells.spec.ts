import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { startRuntime, type Runtime } from '../../../local/runtime';
import { UserProjection } from '../../../src/contexts/iam/user/read/user.projection';
import { closeClients, dynamoDbClient, sqsClient } from '../../support/local/clients';
import { eventually } from '../../support/local/eventually';
import { Api, mustBe } from '../api';
import { Rows } from './rows';
import { templateVariant } from './template-variant';
import { toolFor, type Tool } from './tool';

/** Milliseconds. */
const PATIENCE = 20_000;

const { revision } = new UserProjection();

describe('ways back for what consumers have missed', () => {
  let runtime: Runtime;
  let api: Api;
  let rows: Rows;
  let consumers: Tool;

  beforeAll(async () => {
    const impatient = [{ from: 'CATCH_UP_FOR_SECONDS: !Ref CatchUpSeconds', to: 'CATCH_UP_FOR_SECONDS: 1' }];
    runtime = await startRuntime({
      template: templateVariant('impatient', impatient),
      buildDirectory: '.local/test/lost-doorbells',
    });
    api = new Api(runtime.url);
    rows = new Rows(dynamoDbClient(runtime.endpoints.dynamodb));
    consumers = toolFor(runtime.url);
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  const queueUrl = async (queue: string): Promise<string> => {
    const pages = (await (await fetch(`${runtime.url}/_local/queues`)).json()) as {
      queue: string;
      url: string;
    }[];
    return pages.find((page) => page.queue === queue)?.url ?? '';
  };

  const rename = async (id: string): Promise<void> => {
    mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }));
  };

  const mustHaveNames = async (id: string, version = 2): Promise<void> => {
    const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=${version}`));
    expect(body).toMatchObject({ version, firstName: 'Ann', lastName: 'Lee' });
  };

  /** A user whose row the projection cannot go on with, so that its doorbell is parked. */
  const parkedUser = async (): Promise<string> => {
    const id = await api.user();
    mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    await rows.breakRow('IamUsersTable', id);
    await rename(id);
    await eventually(async () => {
      const { lines } = await consumers('park', 'list', '--consumer', 'iam/users');
      expect(lines.join('\n')).toContain(`iam/users iam/user#${id}`);
    }, PATIENCE);
    return id;
  };

  it('a parked doorbell is rung again after the fix', async () => {
    const id = await parkedUser();
    const { code, lines } = await consumers('status');
    expect(code).toBe(1);
    expect(lines.find((line) => line.startsWith('iam/users '))).toMatch(
      new RegExp(` projection +${revision} +1 +1 +1 +\\d+ s +0$`, 'u'),
    );
    expect(lines.find((line) => line.startsWith('CatchUpDeadLetterQueue '))).toMatch(/ parked +1 +0 +0$/u);
    const [parked, sum] = (await consumers('park', 'list')).lines;
    expect(parked).toMatch(/: since 2.*, parked 2.*, failures \d+: .*iam\/users has a row of revision 99/u);
    expect(sum).toBe('parked: 1');

    await rows.delete('IamUsersTable', { id });
    const dry = await consumers('redrive', '--dry-run');
    expect(dry.lines.at(0)).toContain(`would be rung: iam/users iam/user#${id}`);
    expect((await consumers('park', 'list')).lines).toContain('parked: 1');

    const redriven = await consumers('redrive');
    expect(redriven.lines.at(-1)).toBe('rung: 1, returned: 0, left: 0');
    await mustHaveNames(id);
    expect((await consumers('park', 'list')).lines).toEqual(['parked: 0']);
    expect((await consumers('status', '--quick')).code).toBe(0);
  }, 60_000);

  it('what no consumer can read is told and left', async () => {
    const QueueUrl = await queueUrl('CatchUpDeadLetterQueue');
    const sqs = sqsClient(runtime.endpoints.sqs);
    const since = '2026-11-25T00:00:00.000Z';
    const record = {
      function: 'EventBroker',
      reason: 'bad JSON',
      parkedAt: since,
      record: 'ann@example.com',
    };
    const doorbell = { function: 'Gone', consumer: 'iam/gone', stream: 'iam/user#1', since, reason: 'none' };
    const bodies = [JSON.stringify(record), JSON.stringify(doorbell), 'ann@example.com'];
    for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));

    const { lines } = await consumers('park', 'list');
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).not.toContain('ann@example.com');
    const { code, lines: redriven } = await consumers('redrive');
    expect(code).toBe(1);
    expect(redriven.at(-1)).toBe('rung: 0, returned: 0, left: 3');
    expect(redriven.join('\n')).toContain('no manifest has its consumer iam/gone');

    for (let left = bodies.length; left > 0; left--) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
      const ReceiptHandle = Messages[0]?.ReceiptHandle;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }, 60_000);

  it('a read table that was replaced by an empty one is filled by ringing every stream', async () => {
    const role = await api.role();
    const ids = await Promise.all(Array.from({ length: 12 }, () => api.user()));
    for (const id of ids) await rename(id);
    for (const id of ids) mustBe(202, await api.post(`/users/${id}/roles`, { roleId: role }));
    for (const id of ids) await mustHaveNames(id, 3);
    await rows.deleteAll('IamUserRolesTable', ({ userId = '', roleId = '' }) => ({ userId, roleId }));
    expect(await rows.deleteAll('IamUsersTable', ({ id = '' }) => ({ id }))).toBeGreaterThanOrEqual(
      ids.length,
    );
    mustBe(404, await api.get(`/users/${ids[0] ?? ''}`));

    const { code, lines } = await consumers('rebuild', 'iam/users', '--rate', '1000', '--segments', '3');
    const rung = `rung: iam/users, ${ids.length + 1} streams`;
    expect({ code, lines }).toEqual({ code: 0, lines: [rung, 'rows of older revisions: 0'] });
    for (const id of ids) {
      await mustHaveNames(id, 3);
      expect(await api.all(`/users/${id}/roles`)).toMatchObject([{ id: role }]);
    }
    const status = await consumers('status');
    expect(status.code).toBe(0);
    expect(status.lines.find((line) => line.startsWith('iam/users '))).toMatch(
      new RegExp(` ${revision} +13 +0 +0 +- +0$`, 'u'),
    );
  }, 60_000);

  it.each([
    [['ring', 'iam/nobody', '--all'], 'There is no consumer iam/nobody; there are iam/users, '],
    [['ring', 'iam/users', 'iam/role#1'], 'iam/users does not follow iam/role; it follows iam/user'],
    [['ring', 'iam/users', 'nothing'], 'nothing is not a stream: expected type#id'],
    [['ring', 'iam/users', '--all', '--after', 'x'], '--after takes the cursor'],
    [['redrive', '--consumer', 'iam/nobody'], 'There is no consumer iam/nobody'],
    [['park', 'list', '--consumer', 'iam/nobody'], 'There is no consumer iam/nobody'],
  ])('%j is refused', async (args, message) => {
    await expect(consumers(...args)).rejects.toThrow(message);
  });
});
