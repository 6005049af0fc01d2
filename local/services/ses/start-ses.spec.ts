import {
  CreateEmailIdentityCommand,
  ListEmailIdentitiesCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
  type SendEmailCommandOutput,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { closeClients, sesClient } from '../../../test/support/local/clients';
import type { LocalService } from '../local-service';
import { Mailbox } from '../mailbox/mailbox';
import { startSes } from './start-ses';

const mail = (changes: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: 'Shop <shop@example.com>',
  Destination: { ToAddresses: ['ann@example.com'] },
  Content: { Simple: { Subject: { Data: 'Hellö' }, Body: { Text: { Data: 'line 1\nline 2 ✓' } } } },
  ...changes,
});

describe('the local SES, by the SDK', () => {
  let mailbox: Mailbox;
  let service: LocalService;
  let client: SESv2Client;

  beforeEach(async () => {
    mailbox = new Mailbox();
    service = await startSes('127.0.0.1', { mailbox });
    client = sesClient(service.endpoint);
  });
  afterEach(async () => {
    await service.stop();
    closeClients();
  });

  const send = (changes?: Partial<SendEmailCommandInput>): Promise<SendEmailCommandOutput> =>
    client.send(new SendEmailCommand(mail(changes)));

  it('puts mail into the mailbox', async () => {
    const { MessageId } = await send();
    const [message, ...others] = mailbox.messages();
    expect(message).toEqual({
      id: MessageId,
      to: 'ann@example.com',
      channel: 'email',
      subject: 'Hellö',
      text: 'line 1\nline 2 ✓',
      from: 'shop@example.com',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
    });
    expect(Date.now() - Date.parse(message?.time ?? '')).toBeLessThan(10_000);
    expect(others).toEqual([]);
    expect((await send()).MessageId).not.toBe(MessageId);
  });

  it('puts it there for each recipient', async () => {
    const ToAddresses = ['Ann <ann@example.com>', 'bob@example.com'];
    const Destination = { ToAddresses, CcAddresses: ['cy@example.com'], BccAddresses: ['di@example.com'] };
    await send({ Destination });
    const to = mailbox.messages().map((message) => message.to);
    expect(to.reverse()).toEqual(['ann', 'bob', 'cy', 'di'].map((name) => `${name}@example.com`));
    expect(new Set(mailbox.messages().map(({ id }) => id)).size).toBe(1);
  });

  it('shows the source of mail that has HTML alone', async () => {
    const Subject = { Data: 's' };
    const Html = { Data: '<b>hi</b>' };
    await send({ Content: { Simple: { Subject, Body: { Html } } } });
    await send({ Content: { Simple: { Subject, Body: { Html, Text: { Data: 'hi' } } } } });
    expect(mailbox.messages().map(({ text }) => text)).toEqual(['hi', '<b>hi</b>']);
  });

  it.each<[string, Partial<SendEmailCommandInput>, string]>([
    ['no sender', { FromEmailAddress: undefined }, 'BadRequestException'],
    ['a sender that is no address', { FromEmailAddress: 'shop' }, 'BadRequestException'],
    ['no destination', { Destination: undefined }, 'BadRequestException'],
    ['no recipients', { Destination: { ToAddresses: [] } }, 'BadRequestException'],
    ['a recipient that is no address', { Destination: { ToAddresses: ['a@b'] } }, 'BadRequestException'],
    [
      'more than fifty recipients',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@example.com`) } },
      'BadRequestException',
    ],
    ['no content', { Content: {} }, 'BadRequestException'],
    ['no body', { Content: { Simple: { Subject: { Data: 's' }, Body: {} } } }, 'BadRequestException'],
    [
      'no subject',
      { Content: { Simple: { Subject: undefined, Body: { Text: { Data: 't' } } } } },
      'BadRequestException',
    ],
    [
      'the domain that stands for refusals',
      { Destination: { CcAddresses: ['a@Rejected.invalid'] } },
      'MessageRejected',
    ],
    ['a sender of that domain', { FromEmailAddress: 'a@rejected.invalid' }, 'MessageRejected'],
    ['raw content', { Content: { Raw: { Data: Buffer.from('x') } } }, 'UnknownOperationException'],
    ['a template', { Content: { Template: { TemplateName: 't' } } }, 'UnknownOperationException'],
  ])('refuses %s', async (_what, changes, name) => {
    await expect(send(changes)).rejects.toHaveProperty('name', name);
    expect(mailbox.messages()).toEqual([]);
  });

  it('says what it does not have', async () => {
    const message = 'The local SES has no operation "SendEmail with Raw content"; docs/local-services.md';
    await expect(send({ Content: { Raw: { Data: Buffer.from('x') } } })).rejects.toThrow(message);
    const list = client.send(new ListEmailIdentitiesCommand({}));
    await expect(list).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('"POST /v2/email/list-identities"') as unknown,
    });
  });

  it('refuses what is no JSON object', async () => {
    for (const body of [
      '{',
      '[]',
      '{"FromEmailAddress":5}',
      '{"FromEmailAddress":"a@b.example","Destination":5}',
    ]) {
      const response = await fetch(`${service.endpoint}/v2/email/outbound-emails`, { method: 'POST', body });
      expect(response.status).toBe(400);
      expect(response.headers.get('x-amzn-errortype')).toBe('SerializationException');
    }
  });

  it('verifies identities at once', async () => {
    const create = (EmailIdentity: string): Promise<unknown> =>
      client.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    expect(await create('example.com')).toMatchObject({
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
    });
    expect(await create('ann@example.com')).toMatchObject({ IdentityType: 'EMAIL_ADDRESS' });
    await expect(create('example.com')).rejects.toHaveProperty('name', 'AlreadyExistsException');
    await expect(create('no domain')).rejects.toHaveProperty('name', 'BadRequestException');
  });
});
