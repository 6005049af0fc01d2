import { collectingLog, type CollectingLog } from '../../../test/support/local/collecting-log';
import { eventually } from '../../../test/support/local/eventually';
import { functionNamed } from '../../../test/support/local/function-definitions';
import type { InvocationOutcome } from '../../lambda/invocation';
import type { LocalService } from '../local-service';
import { startLambda, type Invocable } from './start-lambda';

const ok = (payload: string): InvocationOutcome => ({ ok: true, payload, requestId: 'r' });
const failed: InvocationOutcome = {
  ok: false,
  error: { errorType: 'Error', errorMessage: 'boom', trace: [] },
  requestId: 'r',
};

describe('the local Lambda', () => {
  const received: string[] = [];
  let log: CollectingLog;
  let outcome: InvocationOutcome;
  let busy: { inFlight: number; waiting: number };
  let functions: ReadonlyMap<string, Invocable> | undefined;
  let service: LocalService;

  const invocable = (definition: Invocable['definition']): Invocable => ({
    definition,
    get inFlight() {
      return busy.inFlight;
    },
    get waiting() {
      return busy.waiting;
    },
    invoke: (payload) => {
      received.push(payload);
      return Promise.resolve(outcome);
    },
  });

  beforeEach(async () => {
    received.length = 0;
    outcome = ok('{"answer":42}');
    busy = { inFlight: 0, waiting: 0 };
    log = collectingLog();
    functions = new Map([
      ['Callee', invocable(functionNamed('Callee', { name: 'callee', alias: 'live' }))],
      ['Reserved', invocable(functionNamed('Reserved', { reservedConcurrency: 2 }))],
    ]);
    service = await startLambda('127.0.0.1', {
      functions: () => functions,
      access: {
        refusalOf: (authorization, calls) =>
          authorization === 'stranger' ? `not ${JSON.stringify(calls())}` : undefined,
      },
      log,
      firstBackoff: 1,
    });
  });
  afterEach(() => service.stop());

  function invoke(name: string, body = '{}', headers: Record<string, string> = {}): Promise<Response> {
    const url = `${service.endpoint}/2015-03-31/functions/${name}/invocations`;
    return fetch(url, { method: 'POST', body, headers });
  }

  const event = { 'x-amz-invocation-type': 'Event' };
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:callee';

  it.each(['callee', 'callee:live', 'callee:$LATEST', '000000000000:function:callee', arn, `${arn}:live`])(
    'invokes %s and waits for the result',
    async (name) => {
      const response = await invoke(encodeURIComponent(name), '{"a":1}');
      expect(response.status).toBe(200);
      expect(response.headers.get('x-amz-function-error')).toBeNull();
      expect(response.headers.get('x-amz-executed-version')).toBe('$LATEST');
      expect(await response.text()).toBe('{"answer":42}');
      expect(received).toEqual(['{"a":1}']);
    },
  );

  it('answers with what a function threw', async () => {
    outcome = failed;
    const response = await invoke('callee');
    expect(response.status).toBe(200);
    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.json()).toEqual({ errorType: 'Error', errorMessage: 'boom', trace: [] });
  });

  it('takes an empty body for an empty event', async () => {
    await invoke('callee', '');
    expect(received).toEqual(['{}']);
  });

  it.each([
    ['nobody', 404, 'ResourceNotFoundException'],
    ['callee:staging', 404, 'ResourceNotFoundException'],
    ['Reserved:live', 404, 'ResourceNotFoundException'],
  ])('does not know %s', async (name, status, type) => {
    const response = await invoke(encodeURIComponent(name));
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(type);
    expect(await response.json()).toMatchObject({
      Message: expect.stringContaining('Function not found: arn:') as string,
    });
    expect(received).toEqual([]);
  });

  it.each([
    ['more than 6 MB', 'x'.repeat(6 * 1024 * 1024), {}, 413, 'RequestTooLargeException'],
    ['more than 1 MB for later', 'x'.repeat(1024 * 1024), event, 413, 'RequestTooLargeException'],
    ['what is no JSON', '{', {}, 400, 'InvalidRequestContentException'],
  ])('refuses %s', async (_case, content, headers, status, type) => {
    const response = await invoke('callee', content === '{' ? content : JSON.stringify(content), headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(type);
    expect(received).toEqual([]);
  });

  it('throttles a function at its reserved concurrency', async () => {
    busy = { inFlight: 1, waiting: 1 };
    const response = await invoke('Reserved');
    expect(response.status).toBe(429);
    expect(response.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(await response.json()).toMatchObject({
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    busy = { inFlight: 1, waiting: 0 };
    expect((await invoke('Reserved')).status).toBe(200);
    busy = { inFlight: 9, waiting: 9 };
    expect((await invoke('callee')).status).toBe(200);
  });

  it('takes an event for later', async () => {
    expect((await invoke('callee', '{"a":1}', event)).status).toBe(202);
    await eventually(() => {
      expect(received).toEqual(['{"a":1}']);
    });
    expect(log.lines).toEqual([]);
  });

  it('gives an event up after three attempts', async () => {
    outcome = failed;
    expect((await invoke('callee', '{}', event)).status).toBe(202);
    await eventually(() => {
      expect(log.lines).toEqual(['warn: Callee: an asynchronous event is given up after 3 attempts']);
    });
    expect(received).toHaveLength(3);
  });

  it('only looks whether an invocation would be allowed', async () => {
    expect((await invoke('callee', '{}', { 'x-amz-invocation-type': 'DryRun' })).status).toBe(204);
    expect(received).toEqual([]);
  });

  it('asks for the permission on what the caller names', async () => {
    const response = await invoke('callee?Qualifier=live', '{}', { authorization: 'stranger' });
    expect(response.status).toBe(404);
    const url = `${service.endpoint}/2015-03-31/functions/callee/invocations?Qualifier=live`;
    const refused = await fetch(url, { method: 'POST', headers: { authorization: 'stranger' } });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
    const call = { action: 'lambda:InvokeFunction', resources: [`${arn}:live`], conditionKeys: {} };
    expect(await refused.json()).toMatchObject({ Message: `not ${JSON.stringify([call])}` });
    expect(received).toEqual([]);
  });

  it('says what it does not have', async () => {
    const response = await fetch(`${service.endpoint}/2015-03-31/functions`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      Message: expect.stringContaining('has Invoke only') as string,
    });
    functions = undefined;
    expect((await invoke('callee')).status).toBe(503);
  });
});
