import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { optionalObject, optionalText, texts, type Input } from '../aws-json/input';
import { unknownOperation } from '../aws-json/unknown-operation';
import type { Mailbox } from '../mailbox/mailbox';
import { emailAddress, type EmailAddress } from './email-address';
import type { Identities } from './identities';

/** `.invalid` is nobody's (RFC 2606): the domain stands for whatever SES refuses. */
const REFUSED_DOMAIN = 'rejected.invalid';

/** "Service quotas in Amazon SES": recipients of one message. */
const MAX_RECIPIENTS = 50;

export function sesOperations(identities: Identities, mailbox: Mailbox): Operations {
  return {
    SendEmail: (input) => {
      const [from, to] = [sender(input), recipients(input)];
      const { subject, body } = simpleContent(input);
      for (const { domain } of [from, ...to]) {
        if (domain !== REFUSED_DOMAIN) continue;
        throw new AwsError('MessageRejected', `Email address is not verified: the domain ${domain}.`);
      }
      const [id, time] = [messageId(), new Date().toISOString()];
      for (const { address } of to) {
        mailbox.add({ id, to: address, channel: 'email', text: body, subject, from: from.address, time });
      }
      return { MessageId: id };
    },

    CreateEmailIdentity: (input) => {
      const identity = optionalText(input, 'EmailIdentity') ?? '';
      if (identities.has(identity))
        throw new AwsError('AlreadyExistsException', `Email identity ${identity} already exist.`);
      const isAddress = identity.includes('@');
      emailAddress(isAddress ? identity : `postmaster@${identity}`);
      identities.add(identity);
      return {
        IdentityType: isAddress ? 'EMAIL_ADDRESS' : 'DOMAIN',
        VerifiedForSendingStatus: true,
      };
    },
  };
}

/** @throws AwsError when there is none, or no valid one */
export function sender(input: Input): EmailAddress {
  const from = optionalText(input, 'FromEmailAddress');
  if (from === undefined) throw new AwsError('BadRequestException', "Missing required header 'From'.");
  return emailAddress(from);
}

export function recipients(input: Input): readonly EmailAddress[] {
  const destination = optionalObject(input, 'Destination') ?? {};
  const to = ['ToAddresses', 'CcAddresses', 'BccAddresses']
    .filter((member) => destination[member] !== undefined && destination[member] !== null)
    .flatMap((member) => texts(destination, member));
  if (to.length === 0) throw new AwsError('BadRequestException', 'Recipient count must be greater than 0.');
  if (to.length > MAX_RECIPIENTS)
    throw new AwsError('BadRequestException', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  return to.map(emailAddress);
}

function simpleContent(input: Input): { readonly subject: string; readonly body: string } {
  const content = optionalObject(input, 'Content') ?? {};
  const other = ['Raw', 'Template'].find((kind) => optionalObject(content, kind) !== undefined);
  if (other !== undefined) {
    const what = `SendEmail with ${other} content`;
    throw new AwsError('UnknownOperationException', unknownOperation('SES', what));
  }
  const simple = optionalObject(content, 'Simple') ?? {};
  const { Text, Html } = optionalObject(simple, 'Body') ?? {};
  const [plain, html] = [Text, Html].map((part) => optionalObject({ part }, 'part'));
  const [subject, body] = [optionalObject(simple, 'Subject'), plain ?? html].map((part) =>
    optionalText(part ?? {}, 'Data'),
  );
  if (subject === undefined || body === undefined)
    throw new AwsError('BadRequestException', 'Mail needs a subject and a body, each with Data.');
  return { subject, body };
}

/** In the form that SES has. */
function messageId(): string {
  return `0100${randomBytes(6).toString('hex')}-${randomUUID()}-000000`;
}
