import { request as send } from 'node:http';
import { collectingLog, type CollectingLog } from '../../../test/support/local/collecting-log';
import type { InvocationOutcome, Invoker } from '../../lambda/invocation';
import { failure } from '../http-answer';
import { httpEvent, type HttpRequest } from '../http-event';
import { HttpGateway } from '../http-gateway';
import { routeTable, type RouteMatch } from '../route-table';
import type { Authorization } from './authorization';
import type { LambdaAuthorizerDefinition } from './authorizer-definition';
import { LambdaAuthorizer } from './lambda-authorizer';

const definition: LambdaAuthorizerDefinition = {
  kind: 'lambda',
  name: 'Simple',
  functionId: 'Authorizer',
  calls: undefined,
  path: [],
  payloadFormat: '2.0',
  isSimple: true,
  identitySources: [{ kind: 'header', name: 'Authorization' }],
  resultSeconds: 60,
};

/** Gives what it was asked when the test lets it. */
class HeldInvoker implements Invoker {
  readonly waiting: ((answer: object) => void)[] = [];
  asked = 0;

  invoke(): Promise<InvocationOutcome> {
    this.asked++;
    return new Promise((resolve) => {
      this.waiting.push((answer) => {
        resolve({ ok: true, payload: JSON.stringify(answer), requestId: 'r' });
      });
    });
  }
}

describe('LambdaAuthorizer', () => {
  let gateway: HttpGateway;
  let log: CollectingLog;
  /** A request as the gateway reads it. */
  let request: HttpRequest;
  let match: RouteMatch;
  let now = 0;

  beforeAll(async () => {
    gateway = await HttpGateway.listen({
      host: '127.0.0.1',
      port: 0,
      integrationTimeout: 1000,
      log: collectingLog(),
    });
    gateway.serve({
      routes: routeTable([{ method: 'GET', path: '/a', functionId: 'F' }]),
      cors: undefined,
      functionOf: () => new HeldInvoker(),
      authorize: (each, found) => {
        [request, match] = [each, found];
        return Promise.resolve({ granted: false as const, answer: failure(403, 'Forbidden') });
      },
      ownPage: () => undefined,
      onRequest: () => undefined,
    });
    await new Promise((resolve, reject) => {
      const headers = { authorization: 'ann' };
      send(`http://127.0.0.1:${gateway.port}/a`, { headers }, resolve).on('error', reject).end();
    });
  });

  afterAll(() => gateway.stop());

  beforeEach(() => {
    log = collectingLog();
    now = 0;
  });

  const authorizer = (invoker: Invoker, more: Partial<LambdaAuthorizerDefinition> = {}): LambdaAuthorizer =>
    new LambdaAuthorizer({ ...definition, ...more }, invoker, { timeout: 20, log, now: () => now });
  const ask = (of: LambdaAuthorizer): Promise<Authorization> =>
    of.authorize(request, match, httpEvent(request, match));

  it('asks for every request that comes before the first answer', async () => {
    const invoker = new HeldInvoker();
    const asked = authorizer(invoker);
    const answers = [ask(asked), ask(asked), ask(asked)];
    for (const [index, answer] of invoker.waiting.entries()) answer({ isAuthorized: index !== 1 });

    expect((await Promise.all(answers)).map(({ granted }) => granted)).toEqual([true, false, true]);
    expect(invoker.asked).toBe(3);
  });

  it('keeps a result for its time, and asks when that is over', async () => {
    const invoker = new HeldInvoker();
    const asked = authorizer(invoker);
    const first = ask(asked);
    invoker.waiting.shift()?.({ isAuthorized: true });
    await first;
    now = 59_999;
    expect(await ask(asked)).toMatchObject({ granted: true });
    expect(invoker.asked).toBe(1);

    now = 60_000;
    const second = ask(asked);
    invoker.waiting.shift()?.({ isAuthorized: false });
    expect(await second).toMatchObject({ granted: false, answer: { status: 403 } });
    expect(invoker.asked).toBe(2);
  });

  it('does not wait for ever', async () => {
    expect(await ask(authorizer(new HeldInvoker()))).toEqual({
      granted: false,
      answer: failure(500, 'Internal Server Error'),
    });
    expect(log.lines).toEqual(['warn: the authorizer Simple gave no answer within 0.02 s']);
  });

  it.each([
    [true, 'yes', 'gave an answer that is no object'],
    [true, { isAuthorized: 1 }, 'gave an answer without isAuthorized'],
    [true, { isAuthorized: true, context: 'a' }, 'gave a context that is no object'],
    [false, { isAuthorized: true }, 'gave a policy without a principalId'],
    [false, { principalId: 'a' }, 'gave no policy that can be followed: policyDocument: needs a Statement'],
    [
      false,
      { principalId: 'a', policyDocument: { Statement: [] }, usageIdentifierKey: 1 },
      'gave a usageIdentifierKey that is no text',
    ],
    [
      false,
      { principalId: 'a', policyDocument: { Statement: [{ Effect: 'Allow', NotAction: 'x' }] } },
      'NotAction: is not understood',
    ],
  ])('answers 500 where it gives simple responses: %s, and this: %j', async (isSimple, answer, problem) => {
    const invoker = new HeldInvoker();
    const asked = ask(authorizer(invoker, { isSimple }));
    invoker.waiting.shift()?.(answer as object);

    expect(await asked).toMatchObject({ granted: false, answer: { status: 500 } });
    expect(log.lines).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    [[], 403],
    [[{ Effect: 'Allow', Action: 'execute-api:*', Resource: '*' }], 200],
    [[{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }], 403],
    [
      [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:*:*:*/*/POST/*' }],
      403,
    ],
    [[{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:*:*:*/*/GET/?' }], 200],
    [
      [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: 'execute-api:invoke',
          Resource: 'arn:aws:execute-api:*:*:local/$default/GET/a',
        },
      ],
      403,
    ],
  ])('follows a policy: %j answers %d', async (Statement, status) => {
    const invoker = new HeldInvoker();
    const asked = ask(authorizer(invoker, { isSimple: false }));
    invoker.waiting.shift()?.({ principalId: 'ann', policyDocument: { Statement } });
    const authorization = await asked;

    expect(authorization.granted ? 200 : authorization.answer.status).toBe(status);
  });
});
