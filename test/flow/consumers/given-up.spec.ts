import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { startRuntime, type Runtime } from '../../../local/runtime';
import { localInstallation } from '../../../scripts/installation/local-installation';
import type { Installation } from '../../../scripts/installation/installation';
import { eventually } from '../../support/local/eventually';
import { Api, mustBe } from '../api';
import { Rows } from './rows';
import { templateVariant, type Change } from './template-variant';
import { toolFor, type Tool } from './tool';

/** Milliseconds. */
const PATIENCE = 30_000;

/** A mapping that gives a batch up after its first failure, and not after 20 hours. */
const impatient: Change = { from: 'MaximumRetryAttempts: -1', to: 'MaximumRetryAttempts: 0' };

describe('ways back for what was given up', () => {
  let runtime: Runtime;
  let installation: Installation;
  let api: Api;
  let consumers: Tool;

  const start = async (name: string, changes: readonly Change[]): Promise<void> => {
    const template = templateVariant(name, changes);
    runtime = await startRuntime({ template, buildDirectory: `.local/test/${name}` });
    api = new Api(runtime.url);
    installation = await localInstallation(runtime.url);
    consumers = toolFor(runtime.url);
  };

  afterEach(async () => {
    installation.close();
    await runtime.stop();
  });

  const failedBatches = async (): Promise<number> => {
    const Bucket = installation.nameOf('FailedEventsBucket');
    const { Contents = [] } = await installation.s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.length;
  };

  it.each<[string, string, Change]>([
    [
      'table stream',
      'adaptor-broken',
      { resource: 'DynamoKinesisAdaptor', from: 'EVENT_STREAM: !Ref EventStream', to: 'EVENT_STREAM: gone' },
    ],
    [
      'event stream',
      'broker-broken',
      {
        resource: 'EventBroker',
        from: "IAM_ROLE_QUEUES: !Join [' ', [!Ref IamRoleQueue, !Join ['', [!Ref IamProcessesQueue, '#disabled']]]]",
        to: 'IAM_ROLE_QUEUES: http://127.0.0.1:9/000000000000/Gone.fifo',
      },
    ],
  ])(
    'a batch of the %s that ended in the bucket is made up for by ringing its streams',
    async (_, name, change) => {
      await start(name, [impatient, change]);
      const id = await api.role('reader');
      await eventually(async () => {
        expect(await failedBatches()).toBe(1);
      }, PATIENCE);
      mustBe(404, await api.get(`/roles/${id}`));
      const status = await consumers('status', '--quick');
      expect(status.code).toBe(1);
      expect(status.lines).toContain('failed batches: 1');

      expect((await consumers('redrive', '--consumer', 'iam/roles')).lines).toHaveLength(2);
      expect(await failedBatches()).toBe(1);
      const { code, lines } = await consumers('redrive');
      expect({ code, sum: lines.at(-1) }).toEqual({ code: 0, sum: 'rung: 2, returned: 0, left: 0' });
      const { body } = mustBe(200, await api.fresh(`/roles/${id}?minVersion=1`));
      expect(body).toMatchObject({ version: 1, name: 'reader' });
      expect(await failedBatches()).toBe(0);
    },
    90_000,
  );

  it('dead letters go back to their queue in order, and what is unreadable stays', async () => {
    await start('queue-impatient', [
      { from: 'VisibilityTimeout: 54', to: 'VisibilityTimeout: 3' },
      { resource: 'IamUserQueue', from: 'maxReceiveCount: 5', to: 'maxReceiveCount: 1' },
      { resource: 'IamProjector', from: 'CATCH_UP_QUEUE: !Ref CatchUpQueue', to: 'CATCH_UP_QUEUE: gone' },
    ]);
    const rows = new Rows(installation.dynamodb);
    const id = await api.user();
    mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    await rows.breakRow('IamUsersTable', id);
    for (const lastName of ['Lee', 'Poe']) {
      mustBe(202, await api.put(`/users/${id}`, { firstName: 'Ann', lastName }));
    }
    const sqs = installation.sqs;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: installation.nameOf('IamUserDeadLetterQueue'),
        MessageBody: 'no JSON',
        MessageGroupId: 'somebody',
        MessageDeduplicationId: 'unreadable',
      }),
    );
    const deadLetters = async (): Promise<string | undefined> =>
      (await consumers('status', '--quick')).lines.find((line) => line.startsWith('IamUserDeadLetterQueue '));
    await eventually(async () => {
      expect(await deadLetters()).toMatch(/dead letters +3 +0 +0$/u);
    }, PATIENCE);

    // The fix. The queue would still swallow what it has had within five minutes.
    await rows.delete('IamUsersTable', { id });
    // Nothing is taken out, so it sees the first of each stream, or a few more.
    const dry = await consumers('redrive', '--dry-run');
    expect(dry.lines).toContainEqual(
      expect.stringMatching(/^would be returned to IamUserQueue: iam\/user#/u),
    );
    expect(await deadLetters()).toMatch(/dead letters +3 +0 +0$/u);
    const { code, lines } = await consumers('redrive');
    expect({ code, sum: lines.at(-1) }).toEqual({ code: 1, sum: 'rung: 0, returned: 2, left: 1' });
    expect(lines).toContainEqual(
      expect.stringMatching(/^left: IamUserDeadLetterQueue .*: it is unreadable: /u),
    );
    const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=3`));
    expect(body).toMatchObject({ version: 3, firstName: 'Ann', lastName: 'Poe' });
    expect(await deadLetters()).toMatch(/dead letters +1 +0 +0$/u);
  }, 90_000);

  it('a message that expired in its queue is made up for by ringing its stream', async () => {
    // Nobody reads the queue; the function is there to be asked by catch-up.
    const [from, to] = ['EventSourceMapping', 'EventSourceMapping\n    Condition: IsProtected'];
    await start('queue-unread', [{ resource: 'IamUserQueueMapping', from, to }]);
    const id = await api.user('ann@example.com');
    const QueueUrl = installation.nameOf('IamUserQueue');
    await eventually(async () => {
      const { Messages } = await installation.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      expect(Messages?.[0]?.Body).toContain(id);
      const ReceiptHandle = Messages?.[0]?.ReceiptHandle;
      await installation.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }, PATIENCE);
    mustBe(404, await api.get(`/users/${id}`));

    const { lines } = await consumers('ring', 'iam/users', `iam/user#${id}`);
    expect(lines).toEqual([`rung: iam/users iam/user#${id}`]);
    const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    expect(body).toMatchObject({ version: 1, email: 'ann@example.com' });
  }, 90_000);
});
