import { buildFolder } from '../test/support/local/build-folder';
import { collectingLog } from '../test/support/local/collecting-log';
import { startRuntime, type Runtime } from './runtime';

describe('messages of functions', () => {
  const builds = buildFolder();
  const log = collectingLog();
  let runtime: Runtime;

  beforeAll(async () => {
    runtime = await startRuntime({
      template: 'local/fixtures/messages.template.yaml',
      buildDirectory: builds.path,
      environment: process.env,
      log,
    });
  });
  afterAll(async () => {
    await runtime.stop();
    builds.remove();
  });

  const send = async (path: string, body: string): Promise<number> =>
    (await fetch(`${runtime.url}${path}`, { method: 'POST', body })).status;
  const mailbox = async (query = ''): Promise<unknown> =>
    (await fetch(`${runtime.url}/_local/mailbox${query}`)).json();

  it('are caught in the mailbox, for programs and for people', async () => {
    expect(await mailbox()).toEqual([]);
    expect(await send('/messages/ann@example.org', 'hello & <welcome>')).toBe(202);
    expect(await send('/messages/%2B41791234567', 'your code')).toBe(202);
    const mail = { channel: 'email', to: 'ann@example.org', from: 'shop@example.com', subject: 'Hello' };
    expect(await mailbox()).toMatchObject([
      { channel: 'sms', to: '+41791234567', text: 'your code' },
      { ...mail, text: 'hello & <welcome>' },
    ]);
    expect(await mailbox('?to=ann@example.org')).toMatchObject([mail]);
    const page = await fetch(`${runtime.url}/_local/mailbox.html?to=ann@example.org`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('hello &amp; &lt;welcome&gt;');
    expect(html).not.toContain('your code');
  });

  it('are refused by the providers for receivers that stand for it', async () => {
    expect(await send('/messages/ann@rejected.invalid', 'x')).toBe(500);
    expect(await send('/messages/%2B88800012', 'x')).toBe(500);
    expect(log.outputs('Send').join('\n')).toMatch(/MessageRejected[^]*InvalidParameter/);
    expect(await mailbox('?to=ann@rejected.invalid')).toEqual([]);
  });

  it('are refused to functions that may not send them', async () => {
    expect(await send('/strangers/bob@example.org', 'x')).toBe(500);
    expect(await send('/strangers/%2B41790000000', 'x')).toBe(500);
    expect(log.lines.filter((line) => line.includes('Stranger was refused'))).toEqual([
      expect.stringContaining(
        'ses:SendEmail on arn:aws:ses:us-east-1:000000000000:identity/example.com: add the action',
      ),
      expect.stringContaining('sns:Publish on a phone number: allow the action in Stranger with NotResource'),
    ]);
    for (const to of ['bob@example.org', '%2B41790000000']) expect(await mailbox(`?to=${to}`)).toEqual([]);
  });

  it('have endpoints of their own', async () => {
    const endpoints = await (await fetch(`${runtime.url}/_local/endpoints`)).json();
    const address = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as unknown;
    expect(endpoints).toMatchObject({ secretsmanager: address, ses: address, sns: address });
  });
});
