import { startRuntime, type Runtime } from '../../../local/runtime';
import { closeClients, dynamoDbClient } from '../../support/local/clients';
import { collectingLog } from '../../support/local/collecting-log';
import { eventually } from '../../support/local/eventually';
import { Api, mustBe } from '../api';
import { hurriedTemplate } from './functions/hurried/hurried-template';
import { Rows } from './rows';
import { toolFor } from './tool';

describe('a consumer whose function runs out of time', () => {
  const log = collectingLog();
  let runtime: Runtime;

  beforeAll(async () => {
    const template = hurriedTemplate();
    runtime = await startRuntime({ template, log, buildDirectory: '.local/test/out-of-time' });
  });

  afterAll(async () => {
    closeClients();
    await runtime.stop();
  });

  it('is rung again at once, and comes to the end', async () => {
    const api = new Api(runtime.url);
    const id = await api.user('ann@example.com');
    mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    await new Rows(dynamoDbClient(runtime.endpoints.dynamodb)).delete('IamUsersTable', { id });

    await toolFor(runtime.url)('ring', 'iam/users', `iam/user#${id}`);
    const { body } = mustBe(200, await api.fresh(`/users/${id}?minVersion=1`));
    expect(body).toMatchObject({ version: 1, email: 'ann@example.com' });
    await eventually(() => {
      const answered = log.outputs('CatchUp').filter((line) => line.includes('"doorbell answered"'));
      const answers = answered.map((line) => JSON.parse(line) as unknown);
      expect(answers.at(0)).toMatchObject({ from: 0, version: 0, isFinished: false });
      expect(answers.at(-1)).toMatchObject({ from: 0, version: 1, isFinished: true });
      return Promise.resolve();
    }, 10_000);
  }, 60_000);
});
