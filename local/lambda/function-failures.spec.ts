import { eventually } from '../../test/support/local/eventually';
import { PAYLOAD_LIMIT_BYTES } from './invocation';
import { call, FunctionHarness } from '../../test/support/local/function-harness';

const debugging = { host: '127.0.0.1', port: 0, environment: {} };

describe('LocalFunction', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterEach(() => harness.reset());
  afterAll(() => {
    harness.remove();
  });

  describe('a failure', () => {
    it('has type, message and trace', async () => {
      expect(await call(harness.start(), 'unknown')).toEqual({
        errorType: 'TypeError',
        errorMessage: 'cannot unknown',
        trace: expect.arrayContaining(['TypeError: cannot unknown']) as unknown,
      });
    });

    it('is described when it is no error', async () => {
      expect(await call(harness.start(), 'throwText', 'just text')).toEqual({
        errorType: 'string',
        errorMessage: 'just text',
        trace: [],
      });
    });

    it('is written to the log and counted', async () => {
      const lambda = harness.start();
      await call(lambda, 'unknown');

      expect(harness.log.outputs('Behave').join()).toContain('ERROR Invoke Error {"errorType":"TypeError"');
      expect(lambda.statistics).toMatchObject({ invocations: 1, errors: 1, timeouts: 0 });
    });

    it('follows a result that is not JSON', async () => {
      expect(await call(harness.start(), 'circular')).toMatchObject({
        errorMessage: 'Unable to stringify response body',
      });
    });

    it.each([
      ['hang', 'while it waits'],
      ['spin', 'while it computes'],
    ])('ends a function after its timeout (%s, %s), and the next call is a cold start', async (behaviour) => {
      const lambda = harness.start({ timeoutSeconds: 0.3 });
      const outcome = await lambda.invoke(JSON.stringify({ do: behaviour }));

      expect(outcome).toMatchObject({
        error: {
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${outcome.requestId} Error: Task timed out after 0.30 seconds`,
        },
      });
      expect(await call(lambda, 'count')).toBe(1);
      expect(lambda.statistics).toMatchObject({ timeouts: 1, coldStarts: 2 });
    });

    it('does not come from a timeout while debugging', async () => {
      expect(await call(harness.start({ timeoutSeconds: 0.05 }, debugging), 'wait', 200)).toBeNull();
    });

    it.each([
      [
        'exit',
        3,
        { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: exit status 3' },
      ],
      ['uncaught', undefined, { errorType: 'RangeError', errorMessage: 'out of a timer' }],
      [
        'unhandled',
        undefined,
        { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'RangeError: nobody waits for me' },
      ],
    ])('ends the environment (%s)', async (behaviour, value, error) => {
      const lambda = harness.start();

      expect(await call(lambda, behaviour, value)).toMatchObject(error);
      expect(await call(lambda, 'count')).toBe(1);
    });

    it('is logged when it happens between two invocations', async () => {
      const lambda = harness.start();

      expect(await call(lambda, 'unhandledAfterwards')).toBe('answered');
      await eventually(() => {
        expect(harness.log.outputs('Behave').join()).toContain(
          'Runtime exited between invocations: Runtime.UnhandledPromiseRejection',
        );
      });
      expect(await call(lambda, 'count')).toBe(1);
    });

    it.each(['eatMemory', 'eatBuffers'])('follows too much memory (%s)', async (behaviour) => {
      expect(await call(harness.start({ timeoutSeconds: 30 }), behaviour)).toEqual({
        errorType: 'Runtime.OutOfMemory',
        errorMessage: 'the function used more than its MemorySize of 128 MB',
      });
    });

    it.each(['spin', 'hang', 'exit', 'uncaught', 'unhandled', 'eatBuffers', 'eatMemory', 'kill'])(
      'comes after all that the function wrote (%s)',
      async (behaviour) => {
        expect(await call(harness.start({ timeoutSeconds: 2 }), 'sayAnd', behaviour)).toHaveProperty(
          'errorType',
        );

        expect(harness.log.outputs('Behave')).toEqual(expect.arrayContaining(['before the end', 'and why']));
      },
    );

    it('names the signal that ended the process', async () => {
      expect(await call(harness.start(), 'kill')).toEqual({
        errorType: 'Runtime.ExitError',
        errorMessage: 'Runtime exited with error: signal: SIGTERM',
      });
    });

    it('follows a payload over the limit, either way', async () => {
      const lambda = harness.start();

      expect(await call(lambda, 'echo', 'x'.repeat(PAYLOAD_LIMIT_BYTES))).toMatchObject({
        errorType: 'RequestEntityTooLargeException',
      });
      expect(await call(lambda, 'big', PAYLOAD_LIMIT_BYTES)).toMatchObject({
        errorType: 'Function.ResponseSizeTooLarge',
      });
      expect(await call(lambda, 'big', PAYLOAD_LIMIT_BYTES / 2)).toHaveLength(PAYLOAD_LIMIT_BYTES / 2);
    });

    it('follows a reserved concurrency of none', async () => {
      expect(await call(harness.start({ reservedConcurrency: 0 }), 'echo')).toMatchObject({
        errorType: 'TooManyRequestsException',
      });
    });
  });

  describe('a handler that cannot be loaded', () => {
    it.each([
      ['behave.missing', 'Runtime.HandlerNotFound', 'behave.missing is undefined or not exported'],
      ['behave.notAFunction', 'Runtime.HandlerNotFound', 'behave.notAFunction is not a function'],
      ['missing.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'missing'"],
      ['nonsense', 'Runtime.MalformedHandlerName', 'Bad handler "nonsense"'],
    ])('is reported (%s)', async (handler, errorType, message) => {
      const error = await call(harness.start({ handler }), 'echo');

      expect(error).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) as unknown });
    });

    it('fails every invocation with what its module throws, in line or not', async () => {
      const lambda = harness.start({ logicalId: 'Broken', handler: 'broken-init.handler' });
      const errors = await Promise.all(Array.from({ length: 6 }, () => call(lambda, 'echo')));

      expect(errors).toEqual(
        Array.from(
          { length: 6 },
          () => expect.objectContaining({ errorMessage: 'SETTINGS is not set' }) as unknown,
        ),
      );
      expect(harness.log.outputs('Broken').join()).toContain('ERROR Init Error');
      expect([lambda.waiting, lambda.environmentCount]).toEqual([0, 0]);
    });
  });
});
