import { functionEntry, requestEntry, runtimeEntry } from './log-entry';
import { readableLine } from './readable-line';

/** In the time zone of whoever runs the test. */
const NOON = new Date(2026, 0, 2, 12, 0, 5);

describe('readableLine', () => {
  const line = (text: string): string => readableLine(functionEntry('IamCommands', text, NOON), false);

  it('shows time, function, message and the fields that matter', () => {
    const written = {
      level: 'INFO',
      message: 'command accepted',
      timestamp: NOON.toISOString(),
      service: 'foldline',
      sampling_rate: 0,
      xray_trace_id: '1-2-3',
      command: 'iam/user/register',
      version: 1,
      correlationId: 'c',
      data: { a: [1] },
    };

    expect(line(JSON.stringify(written))).toBe(
      '12:00:05 IamCommands    command accepted command=iam/user/register version=1 data={"a":[1]}',
    );
  });

  it('says what is more than information', () => {
    expect(line('{"level":"WARN","message":"slow"}')).toBe('12:00:05 IamCommands    warn slow');
    expect(readableLine(runtimeEntry('error', 'no queue', NOON), false)).toBe(
      '12:00:05 local          error no queue',
    );
  });

  it.each([
    [
      'a logger wrote',
      JSON.stringify({
        level: 'ERROR',
        message: 'consumer stopped',
        error: { name: 'TypeError', message: 'x is not y', stack: 'TypeError: x is not y\n    at a.ts:1:2' },
      }),
      'error consumer stopped error=TypeError: x is not y\n    at a.ts:1:2',
    ],
    [
      'Lambda wrote',
      'ERROR Invoke Error {"errorType":"TypeError","errorMessage":"x is not y","trace":["TypeError: x","    at a.ts:1:2"]}',
      'error Invoke Error error=TypeError: x is not y\n    at a.ts:1:2',
    ],
  ])('puts the stack of an error below it that %s', (_case, text, shown) => {
    expect(line(text)).toBe(`12:00:05 IamCommands    ${shown}`);
  });

  it.each(['just text', '{ not: json', '{"no":"message"}', '[1]', ''])('leaves text as it is: %s', (text) => {
    expect(line(text)).toBe(`12:00:05 IamCommands    ${text}`);
  });

  it('shows a request with its status and duration', () => {
    const request = { method: 'POST', path: '/users', status: 202, milliseconds: 14.4 };

    expect(readableLine(requestEntry(request, NOON), false)).toBe(
      '12:00:05 local          POST /users 202 14 ms',
    );
  });

  it('colours for a terminal', () => {
    const request = { method: 'POST', path: '/users', status: 503, milliseconds: 1 };

    expect(readableLine(requestEntry(request, NOON), true)).toContain('\u001B[31m503\u001B[39m');
  });
});
