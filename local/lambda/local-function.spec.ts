import { eventually } from '../../test/support/local/eventually';
import type { LocalFunction } from './local-function';
import { call, definition, FunctionHarness } from '../../test/support/local/function-harness';

function stateOf({ inFlight, waiting, environmentCount }: LocalFunction): object {
  return { inFlight, waiting, environmentCount };
}

describe('LocalFunction', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterEach(() => harness.reset());
  afterAll(() => {
    harness.remove();
  });

  describe('a handler', () => {
    it('gets the event and gives its result, both as JSON', async () => {
      const event = { text: 'é', list: [1, null, { a: true }] };

      expect(await call(harness.start(), 'echo', event)).toEqual(event);
    });

    it('gets the context of its invocation', async () => {
      const context = await call(harness.start(), 'context');

      expect(context).toMatchObject({
        functionName: 'behave-function',
        functionVersion: '$LATEST',
        invokedFunctionArn: definition.arn,
        memoryLimitInMB: '128',
        logGroupName: '/aws/lambda/behave-function',
        awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/) as unknown,
        logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/) as unknown,
      });
      const { remaining } = context as { remaining: number };
      expect(remaining).toBeGreaterThan(4_000);
      expect(remaining).toBeLessThanOrEqual(5_000);
    });

    it("has the template's environment and Lambda's, and nothing of this process's", async () => {
      process.env.NOT_FOR_FUNCTIONS = 'secret';
      const environment = await call(harness.start(), 'environment');
      delete process.env.NOT_FOR_FUNCTIONS;

      expect(environment).toMatchObject({
        TABLE: 'table',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'LOCALBehave',
        AWS_LAMBDA_FUNCTION_NAME: 'behave-function',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
        AWS_ENDPOINT_URL_DYNAMODB: 'http://dynamodb',
        AWS_ENDPOINT_URL_LAMBDA: 'http://lambda',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://secretsmanager',
        AWS_ENDPOINT_URL_SESV2: 'http://ses',
        AWS_ENDPOINT_URL_SNS: 'http://sns',
        AWS_ENDPOINT_URL_SQS: 'http://sqs',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=0$/) as unknown,
      });
      for (const name of ['NOT_FOR_FUNCTIONS', 'HOME', 'LC_ALL', 'NODE_OPTIONS', 'JEST_WORKER_ID']) {
        expect(environment).not.toHaveProperty(name);
      }
    });

    it("has Lambda's time zone and language, whatever this machine's are", async () => {
      const { env } = process;
      process.env = { ...env, TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8' };
      const place = await call(harness.start(), 'place');
      process.env = env;

      expect(place).toMatchObject({ timeZone: 'UTC', locale: 'en-US', hour: 0 });
    });

    it('has the time zone and the language that its template gives it', async () => {
      const variables = { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' };

      expect(await call(harness.start({ variables }), 'place')).toMatchObject({
        timeZone: 'Asia/Tokyo',
        locale: 'de-DE',
        hour: 9,
      });
    });

    it('begins in the folder of its code and may leave it', async () => {
      const lambda = harness.start();
      const { LAMBDA_TASK_ROOT } = (await call(lambda, 'environment')) as Record<string, string>;

      expect(await call(lambda, 'place')).toMatchObject({ folder: LAMBDA_TASK_ROOT });
      expect(await call(lambda, 'change', '/')).toBe('/');
      expect(process.cwd()).not.toBe('/');
    });

    it('has no arguments of this process', async () => {
      expect(await call(harness.start(), 'arguments')).toEqual([]);
    });

    it.each(['nothing', 'unspeakable'])('gives null for %s', async (behaviour) => {
      expect(await call(harness.start(), behaviour)).toBeNull();
    });

    it('has its lines in the log, each by itself', async () => {
      await call(harness.start(), 'log');

      await eventually(() => {
        expect([...harness.log.outputs('Behave')].sort()).toEqual(['second line', 'to stderr', 'to stdout']);
      });
    });
  });

  describe('an environment', () => {
    it('starts with the first invocation and stays for the next ones', async () => {
      const lambda = harness.start();
      expect(lambda.environmentCount).toBe(0);

      expect(await call(lambda, 'count')).toBe(1);
      expect(await call(lambda, 'count')).toBe(2);
      expect(lambda.statistics).toMatchObject({ coldStarts: 1, invocations: 2, errors: 0 });
    });

    it('survives an error of its handler', async () => {
      const lambda = harness.start();
      await call(lambda, 'unknown');

      expect(await call(lambda, 'count')).toBe(2);
    });

    it('runs one invocation at a time; more run side by side up to the limit, the rest in line', async () => {
      const lambda = harness.start();
      const calls = Promise.all(Array.from({ length: 6 }, () => call(lambda, 'wait', 500)));

      await eventually(() => {
        expect(stateOf(lambda)).toMatchObject({ inFlight: 4, waiting: 2, environmentCount: 4 });
      });
      await calls;
      expect(stateOf(lambda)).toMatchObject({ inFlight: 0, waiting: 0 });
    });

    it('runs as many as the template reserves', async () => {
      const lambda = harness.start({ reservedConcurrency: 1 });
      await Promise.all(Array.from({ length: 3 }, () => call(lambda, 'count')));

      expect(lambda.environmentCount).toBe(1);
    });

    it('ends when it has been idle, but for the last used', async () => {
      const lambda = harness.start();
      await Promise.all(Array.from({ length: 3 }, () => call(lambda, 'wait', 300)));
      const before = lambda.environmentCount;

      lambda.retireIdleSince(Date.now() - 60_000);
      expect(lambda.environmentCount).toBe(before);
      lambda.retireIdleSince(Date.now() + 1);
      expect(before).toBeGreaterThan(1);
      expect(lambda.environmentCount).toBe(1);
      expect(await call(lambda, 'echo', 1)).toBe(1);
    });

    it('is replaced when the code is reloaded, after what it is doing', async () => {
      const lambda = harness.start();
      const running = call(lambda, 'wait', 100);
      await eventually(() => {
        expect(lambda.inFlight).toBe(1);
      });
      lambda.reload();

      expect(await running).toBeNull();
      expect(await call(lambda, 'count')).toBe(1);
      expect(lambda.statistics.coldStarts).toBe(2);
    });

    it('is replaced when the code is reloaded while it is idle', async () => {
      const lambda = harness.start();
      await call(lambda, 'count');
      lambda.reload();

      expect(await call(lambda, 'count')).toBe(1);
    });
  });

  describe('stop', () => {
    it('ends what runs and refuses what comes', async () => {
      const lambda = harness.start({ reservedConcurrency: 1 });
      const running = call(lambda, 'hang');
      const waiting = call(lambda, 'hang');
      await eventually(() => {
        expect(stateOf(lambda)).toMatchObject({ inFlight: 1, waiting: 1 });
      });
      await lambda.stop();

      expect(await running).toMatchObject({ errorMessage: 'the runtime is stopping' });
      expect(await waiting).toMatchObject({ errorMessage: 'the runtime is stopping' });
      expect(await call(lambda, 'echo')).toMatchObject({ errorMessage: 'the runtime is stopping' });
    });
  });
});
