import { localClientConfig } from '../../local/services/provision/client-config';
import { FaultyService, type Answer } from '../../test/support/faulty-service';
import { AwsMessages } from './messages';

const rejected: Answer = (response) => {
  response
    .writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'MessageRejected' })
    .end(JSON.stringify({ message: 'Email address is not verified: ann@example.com' }));
};
const failing: Answer = (response) => {
  response.writeHead(503).end();
};

describe('messages that a provider does not take', () => {
  let provider: FaultyService;

  afterEach(async () => {
    await provider.stop();
  });

  const failureOf = async (
    answer: Answer,
    send: (messages: AwsMessages) => Promise<void>,
  ): Promise<Error> => {
    provider = await FaultyService.start(answer);
    const config = { ...localClientConfig(provider.endpoint), maxAttempts: 1 };
    return send(new AwsMessages(() => 'office@example.com', config)).then(
      () => {
        throw new Error('It was taken.');
      },
      (error: unknown) => error as Error,
    );
  };
  const email = (messages: AwsMessages): Promise<void> => messages.email('ann@example.com', 'Code', '123456');
  const sms = (messages: AwsMessages): Promise<void> => messages.sms('+491701234567', '123456');

  it('fail with the name of the reason, and nothing that is personal or secret', async () => {
    const failure = await failureOf(rejected, email);
    expect(failure).toMatchObject({ name: 'MessageRefusedError', reason: 'MessageRejected' });
    expect(failure.cause).toBeUndefined();
    const all = JSON.stringify([failure.message, failure.stack, Object.entries(failure)]);
    expect(all).not.toMatch(/ann@example\.com|123456/);
  });

  it.each([
    ['an e-mail', email],
    ['a text message', sms],
  ])('can be sent again when the provider of %s does not answer', async (_, send) => {
    const failure = await failureOf(failing, send);
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'messages-unavailable' });
    expect(failure.cause).toBeUndefined();
  });
});
