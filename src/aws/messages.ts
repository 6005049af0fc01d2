import { SendEmailCommand, SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { DomainError } from '../kernel/domain-error';
import type { Messages } from '../outside/messages';
import { isTransient } from './aws-calls';
import { awsClientConfig } from './aws-client-config';

/**
 * A provider has refused a message. Its own error stays behind: it may repeat the address, and whatever a consumer fails
 * with is logged and parked.
 */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';

  /** @param reason name of the provider's error: `MessageRejected` */
  constructor(
    provider: string,
    readonly reason: string,
  ) {
    super(`${provider} has refused a message: ${reason}.`);
  }
}

/** E-mail by SES and text messages by SNS. A client is made when it is first needed. */
export class AwsMessages implements Messages {
  private ses: SESv2Client | undefined;
  private sns: SNSClient | undefined;

  /**
   * @param sender the address that e-mail comes from, which SES has verified; asked when it is first needed
   * @param config of the clients
   */
  constructor(
    private readonly sender: () => string,
    private readonly config: SESv2ClientConfig & SNSClientConfig = {},
  ) {}

  async email(to: string, subject: string, text: string): Promise<void> {
    this.ses ??= new SESv2Client({ ...awsClientConfig(), ...this.config });
    const content = (data: string): { Data: string; Charset: string } => ({ Data: data, Charset: 'UTF-8' });
    const command = new SendEmailCommand({
      FromEmailAddress: this.sender(),
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: content(subject), Body: { Text: content(text) } } },
    });
    await accepted('SES', this.ses.send(command));
  }

  async sms(to: string, text: string): Promise<void> {
    this.sns ??= new SNSClient({ ...awsClientConfig(), ...this.config });
    const MessageAttributes = {
      // What is for one person and at once goes by the most reliable route.
      'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    };
    const command = new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes });
    await accepted('SNS', this.sns.send(command));
  }
}

/** @throws DomainError `unavailable` for what passes by itself; MessageRefusedError for the rest */
async function accepted(provider: string, sending: Promise<unknown>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (isTransient(error)) {
      const message = `${provider} does not answer; try again.`;
      throw new DomainError('unavailable', 'messages-unavailable', message, { retryAfter: 1 });
    }
    throw new MessageRefusedError(provider, error instanceof Error ? error.name : 'unknown');
  }
}
