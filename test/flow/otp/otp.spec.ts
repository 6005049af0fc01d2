import { randomUUID } from 'node:crypto';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startRuntime, type Runtime } from '../../../local/runtime';
import { localInstallation } from '../../../scripts/installation/local-installation';
import { eventually } from '../../support/local/eventually';
import { many } from '../../support/many';
import { Api, mustBe } from '../api';
import { templateVariant } from '../consumers/template-variant';
import { OtpApi, otherThan } from './otp-api';

/** Milliseconds. */
const PATIENCE = 30_000;

describe('one-time passwords, from the request to the token', () => {
  let runtime: Runtime;
  let api: Api;
  let workers: OtpApi;
  let offices: OtpApi;

  beforeAll(async () => {
    // Seconds, not a day, until a consumer that fails is given up.
    const template = templateVariant('otp', [
      { from: 'CATCH_UP_FOR_SECONDS: !Ref CatchUpSeconds', to: "CATCH_UP_FOR_SECONDS: '1'" },
    ]);
    runtime = await startRuntime({ template, buildDirectory: '.local/test/flow-otp' });
    api = new Api(runtime.url);
    workers = new OtpApi(api);
    offices = new OtpApi(api, 'org');
  });

  afterAll(async () => {
    await runtime.stop();
  });

  it('signs a worker in by phone: the token opens what is theirs, and the sign-in is recorded', async () => {
    const issued = await workers.issue('+491701234567');
    const { body } = mustBe(200, await workers.verify(issued, issued.code));
    const path = `/otp/users/${issued.id}`;
    const own = new Api(runtime.url, String(body.token));
    const user = mustBe(200, await own.fresh(`${path}?minVersion=1`));
    expect(user.body).toMatchObject({ role: 'worker', country: 'DE', signIns: 1 });
    expect((await own.get(`${path}/events`)).status).toBe(403);
    expect((await own.get(`/otp/users/${randomUUID()}`)).status).toBe(403);
    const { body: events } = mustBe(200, await api.get(`${path}/events`));
    expect(events.items).toMatchObject([{ type: 'otp/user/signed-in', data: { role: 'worker' } }]);
  });

  it('signs an organisation in by e-mail, whatever its spelling', async () => {
    const issued = await offices.issue('office@example.com');
    const again = mustBe(202, await offices.ask(' Office@EXAMPLE.com '));
    expect(again.body.id).toBe(issued.id);
    expect(again.body).not.toHaveProperty('version');
    await eventually(async () => {
      expect(await offices.codes('office@example.com')).toHaveLength(2);
    }, PATIENCE);
    const [code = ''] = await offices.codes('office@example.com');
    expect((await offices.verify(issued, issued.code)).body.code).toBe('otp/password/code-wrong');
    mustBe(200, await offices.verify({ id: issued.id, key: String(again.body.key) }, code));
  });

  it('takes a code once of fifty who show it at the same time', async () => {
    const issued = await workers.issue('+491701234568');
    const answers = await many(50, 50, () => workers.verify(issued, issued.code));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = new Set(answers.flatMap(({ status, body }) => (status === 200 ? [] : [body.code])));
    expect([...codes].filter((code) => code !== 'too-busy')).toEqual(['otp/password/used']);
    mustBe(200, await api.fresh(`/otp/users/${issued.id}?minVersion=1`));
    expect((await api.all(`/otp/users/${issued.id}/events`)).length).toBe(1);
  });

  it('is locked after five wrong codes', async () => {
    const issued = await workers.issue('+491701234569');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, body } = await workers.verify(issued, otherThan(issued.code));
      expect([status, body.code]).toEqual([422, 'otp/password/code-wrong']);
    }
    expect((await workers.verify(issued, issued.code)).body.code).toBe('otp/password/locked');
  });

  it('tries again while the provider refuses, then parks; another code is sent all the same', async () => {
    const refused = 'ann@rejected.invalid';
    mustBe(202, await offices.ask(refused));
    const installation = await localInstallation(runtime.url);
    try {
      const QueueUrl = installation.nameOf('CatchUpDeadLetterQueue');
      const parked = await eventually(async () => {
        const { Messages = [] } = await installation.sqs.send(
          new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }),
        );
        expect(Messages).toHaveLength(1);
        return JSON.parse(Messages[0]?.Body ?? '') as Record<string, unknown>;
      }, PATIENCE);
      expect(parked).toMatchObject({ consumer: 'otp/send-code-when-issued' });
      expect(JSON.stringify(parked)).toContain('MessageRejected');
      expect(JSON.stringify(parked)).not.toContain(refused);
    } finally {
      installation.close();
    }
    await expect(offices.codes(refused)).resolves.toEqual([]);
  });

  it('is asked for five times in a quarter of an hour, by however many at once', async () => {
    const answers = await many(50, 50, () => workers.ask('+491701234570'));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
    const others = answers.filter(({ status }) => status !== 202);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([429]));
    for (const { headers } of others) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
