import {
  CreateTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  type PublishCommandOutput,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { closeClients, snsClient } from '../../../test/support/local/clients';
import type { LocalService } from '../local-service';
import { Mailbox } from '../mailbox/mailbox';
import { startSns } from './start-sns';

const PhoneNumber = '+41791234567';

describe('the local SNS, by the SDK', () => {
  let mailbox: Mailbox;
  let service: LocalService;
  let client: SNSClient;

  beforeEach(async () => {
    mailbox = new Mailbox();
    service = await startSns('127.0.0.1', { mailbox });
    client = snsClient(service.endpoint);
  });
  afterEach(async () => {
    await service.stop();
    closeClients();
  });

  const publish = (input: Partial<PublishCommandInput>): Promise<PublishCommandOutput> =>
    client.send(new PublishCommand({ Message: 'hello', ...input }));

  it('puts text messages into the mailbox', async () => {
    const Message = 'Ihr Code: <1&2> ✓';
    const { MessageId } = await publish({ PhoneNumber, Message });
    expect(mailbox.messages()).toEqual([
      {
        id: MessageId,
        to: PhoneNumber,
        channel: 'sms',
        text: Message,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      },
    ]);
    expect((await publish({ PhoneNumber })).MessageId).not.toBe(MessageId);
  });

  it('shows who sends them', async () => {
    const text = (StringValue: string): object => ({ DataType: 'String', StringValue });
    const MessageAttributes = {
      'AWS.SNS.SMS.SMSType': text('Transactional'),
      'AWS.SNS.SMS.SenderID': text('Foldline'),
    } as PublishCommandInput['MessageAttributes'];
    await publish({ PhoneNumber, MessageAttributes });
    expect(mailbox.messages()[0]?.from).toBe('Foldline');
  });

  it.each<[string, Partial<PublishCommandInput>, string, string]>([
    ['nobody to send to', {}, 'InvalidParameterException', 'no value for required parameter'],
    [
      'a number without a plus sign',
      { PhoneNumber: '0791234567' },
      'InvalidParameterException',
      'PhoneNumber Reason',
    ],
    [
      'a number with blanks',
      { PhoneNumber: '+41 79 123' },
      'InvalidParameterException',
      'is not valid to publish to',
    ],
    [
      'a number that is too long',
      { PhoneNumber: `+4${'1'.repeat(15)}` },
      'InvalidParameterException',
      'PhoneNumber',
    ],
    [
      'the numbers that stand for refusals',
      { PhoneNumber: '+88800012' },
      'InvalidParameterException',
      'PhoneNumber',
    ],
    ['an empty message', { PhoneNumber, Message: '' }, 'InvalidParameterException', 'Empty message'],
    [
      'a long message',
      { PhoneNumber, Message: 'x'.repeat(1_601) },
      'InvalidParameterException',
      'Message too long',
    ],
    [
      'a message in several forms',
      { PhoneNumber, MessageStructure: 'json' },
      'UnknownOperationException',
      'Publish with MessageStructure',
    ],
    ['a topic', { TopicArn: 'arn:aws:sns:us-east-1:0:t' }, 'NotFoundException', 'Topic does not exist'],
    ['a target', { TargetArn: 'arn:aws:sns:us-east-1:0:t' }, 'NotFoundException', 'Topic does not exist'],
  ])('refuses %s', async (_what, input, name, message) => {
    await expect(publish(input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message) as unknown,
    });
    expect(mailbox.messages()).toEqual([]);
  });

  it('says what it does not have', async () => {
    await expect(client.send(new CreateTopicCommand({ Name: 't' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message:
        'The local SNS has no operation "CreateTopic"; docs/local-services.md lists those that it has.',
    });
    for (const body of ['', 'Action=constructor', '{}']) {
      const response = await fetch(service.endpoint, { method: 'POST', body });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('<Code>UnknownOperationException</Code>');
    }
  });
});
