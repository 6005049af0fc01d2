import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-json/aws-error';
import { unknownOperation } from '../aws-json/unknown-operation';
import type { QueryOperations } from '../aws-query/aws-query.server';
import type { Mailbox } from '../mailbox/mailbox';

/** E.164. */
const PHONE_NUMBER = /^\+[1-9]\d{1,14}$/;

/** No country has the code 888: such numbers stand for whatever SNS refuses. */
const REFUSED_NUMBERS = '+888000';

/** Characters of all parts of one text message ("Publish" of the SNS API reference). */
const MAX_LENGTH = 1_600;

/** Text messages to phone numbers; there are no topics. */
export function publishOperations(mailbox: Mailbox): QueryOperations {
  return {
    Publish: (parameters) => {
      const to = phoneNumber(parameters);
      const text = parameters.get('Message') ?? '';
      if (text === '') throw invalid('Empty message');
      if (text.length > MAX_LENGTH) throw invalid('Message too long');
      if (parameters.has('MessageStructure')) {
        const what = 'Publish with MessageStructure';
        throw new AwsError('UnknownOperationException', unknownOperation('SNS', what));
      }
      const [id, time, from] = [randomUUID(), new Date().toISOString(), senderId(parameters)];
      mailbox.add({ id, to, channel: 'sms', text, ...(from !== undefined && { from }), time });
      return { MessageId: id };
    },
  };
}

function phoneNumber(parameters: URLSearchParams): string {
  const number = parameters.get('PhoneNumber');
  if (number === null) {
    if (!parameters.has('TopicArn') && !parameters.has('TargetArn'))
      throw invalid('PhoneNumber Reason: no value for required parameter');
    throw new AwsError(
      'NotFound',
      'Topic does not exist: the local SNS has none, and sends to phone numbers alone.',
      404,
    );
  }
  if (PHONE_NUMBER.test(number) && !number.startsWith(REFUSED_NUMBERS)) return number;
  throw invalid(`PhoneNumber Reason: ${number} is not valid to publish to`);
}

/** What the receiver sees as sender: `MessageAttributes.entry.1.Name` and its siblings. */
function senderId(parameters: URLSearchParams): string | undefined {
  const name = [...parameters.entries()].find(([, value]) => value === 'AWS.SNS.SMS.SenderID')?.[0];
  return parameters.get(name?.replace(/Name$/, 'Value.StringValue') ?? '') ?? undefined;
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
