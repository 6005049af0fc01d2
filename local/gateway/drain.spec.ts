import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { collectingLog } from '../../test/support/local/collecting-log';
import { eventually } from '../../test/support/local/eventually';
import type { InvocationOutcome, Invoker } from '../lambda/invocation';
import { refused } from './authorizers/authorization';
import { failure } from './http-answer';
import { HttpGateway } from './http-gateway';
import { routeTable } from './route-table';

describe('HttpGateway that stops', () => {
  const log = collectingLog();
  let gateway: HttpGateway;
  let finish: ((outcome: InvocationOutcome) => void)[];

  beforeEach(async () => {
    finish = [];
    gateway = await HttpGateway.listen({ host: '127.0.0.1', port: 0, integrationTimeout: 30_000, log });
    const slow: Invoker = {
      invoke: () =>
        new Promise((resolve) => {
          finish.push(resolve);
        }),
    };
    gateway.serve({
      routes: routeTable([{ method: 'ANY', path: '/slow', functionId: 'Slow' }]),
      cors: undefined,
      functionOf: () => slow,
      authorize: ({ query }) =>
        query === 'secret=1'
          ? undefined
          : slow.invoke('').then(() => refused(failure(500, 'Internal Server Error'))),
      ownPage: () => undefined,
      onRequest: () => undefined,
    });
  });

  afterEach(() => gateway.stop());

  const result: InvocationOutcome = { ok: true, payload: '{"done":true}', requestId: 'r' };

  /** Requests that a function is at work on. */
  async function underWay(count: number, query = 'secret=1'): Promise<Promise<number>[]> {
    const answers = Array.from({ length: count }, async () => {
      const response = await fetch(`http://127.0.0.1:${gateway.port}/slow?${query}`);
      return response.status;
    });
    await eventually(() => {
      expect(finish).toHaveLength(count);
    });
    return answers;
  }

  it('answers what it has accepted, and takes no new connections', async () => {
    const answers = await underWay(20);
    const { port } = gateway;
    const drained = gateway.drain(5_000);
    const [refused] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    for (const each of finish) each(result);

    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, () => 200));
    await drained;
    expect(refused.code).toBe('ECONNREFUSED');
    expect(log.requests).toContainEqual({
      method: 'GET',
      path: '/slow',
      status: 200,
      milliseconds: expect.any(Number) as unknown,
    });
  });

  it('answers 503, and not 500, what ends with its function', async () => {
    const [answer] = await underWay(1);
    const drained = gateway.drain(5_000);
    finish[0]?.({
      ok: false,
      error: { errorType: 'Runtime.ExitError', errorMessage: 'stopped' },
      requestId: 'r',
    });

    expect(await answer).toBe(503);
    await drained;
  });

  it('answers 503, and not 500, what ends with its authorizer', async () => {
    const [failed] = await underWay(1, 'guarded');
    finish.pop()?.(result);
    expect(await failed).toBe(500);

    const [ended] = await underWay(1, 'guarded');
    const drained = gateway.drain(5_000);
    finish[0]?.(result);
    expect(await ended).toBe(503);
    await drained;
  });

  it('does not wait longer than it is told', async () => {
    const [answer] = await underWay(1);
    await gateway.drain(20);
    finish[0]?.(result);

    expect(await answer).toBe(200);
  });

  it('closes connections that would go on', async () => {
    const agent = new Agent({ keepAlive: true });
    const call = request({ port: gateway.port, path: '/slow', agent }).end();
    await eventually(() => {
      expect(finish).toHaveLength(1);
    });
    const drained = gateway.drain(5_000);
    finish[0]?.(result);
    const [response] = (await once(call, 'response')) as [{ resume(): void }];
    response.resume();

    await drained;
    agent.destroy();
  });
});
