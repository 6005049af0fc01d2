import { LambdaClient } from '@aws-sdk/client-lambda';
import { scripted } from '../../test/support/scripted-client';
import { LambdaConsumerFunctions } from './lambda-consumer-functions';

describe('LambdaConsumerFunctions', () => {
  const doorbell = { function: 'ShopProjector', consumer: 'shop/boxes', stream: 'shop/box#one' };
  const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

  function answering(output: object): { functions: LambdaConsumerFunctions; inputs: unknown[] } {
    const { client, inputs } = scripted(new LambdaClient({}), () => output);
    return { functions: new LambdaConsumerFunctions(client, (name) => `stack-${name}`), inputs };
  }

  it('calls the function by its physical name and waits for what it answers', async () => {
    const caughtUp = { from: 1, version: 3, isFinished: true };
    const { functions, inputs } = answering({ Payload: bytesOf(caughtUp) });
    await expect(functions.catchUp(doorbell)).resolves.toEqual(caughtUp);
    expect(inputs).toEqual([
      {
        FunctionName: 'stack-ShopProjector',
        Payload: bytesOf({ doorbell: { consumer: 'shop/boxes', stream: 'shop/box#one' } }),
      },
    ]);
  });

  it.each([
    ['an error', { errorType: 'RangeError', errorMessage: 'too much' }, 'RangeError: too much'],
    [
      'a time-out',
      { errorMessage: 'Task timed out after 9.00 seconds' },
      'Unhandled: Task timed out after 9.00 s',
    ],
    ['a crash', null, 'Unhandled: no message'],
  ])('fails for %s of the function', async (_, payload, reason) => {
    const { functions } = answering({ FunctionError: 'Unhandled', Payload: bytesOf(payload) });
    await expect(functions.catchUp(doorbell)).rejects.toThrow(`ShopProjector failed: ${reason}`);
  });

  it.each([
    ['another answer', { Payload: bytesOf({ batchItemFailures: [] }) }],
    ['no answer', {}],
  ])('fails for %s', async (_, output) => {
    await expect(answering(output).functions.catchUp(doorbell)).rejects.toThrow('does not answer doorbells');
  });

  it('fails for a function that is not there', async () => {
    const { client } = scripted(new LambdaClient({}), () => ({}));
    const functions = new LambdaConsumerFunctions(client, () => {
      throw new Error('SHOP_PROJECTOR is not set');
    });
    await expect(functions.catchUp(doorbell)).rejects.toThrow('SHOP_PROJECTOR is not set');
  });
});
