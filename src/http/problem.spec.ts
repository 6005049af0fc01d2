import { DomainError, type ErrorKind } from '../kernel/domain-error';
import { logRefusal, problemOf, statusOf } from './problem';
import { refusalOf } from './respond';

describe(statusOf, () => {
  const statuses: [ErrorKind, number][] = [
    ['malformed', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['method-not-allowed', 405],
    ['conflict', 409],
    ['precondition-failed', 412],
    ['too-large', 413],
    ['unsupported-media-type', 415],
    ['rule', 422],
    ['too-many-requests', 429],
    ['unavailable', 503],
    ['timeout', 504],
  ];

  it.each(statuses)('gives %s %i', (kind, status) => {
    expect(statusOf(kind)).toBe(status);
    expect(refusalOf(new DomainError(kind, 'some/code', 'No.'), 't').status).toBe(status);
  });

  it('gives each kind a status of its own', () => {
    expect(new Set(statuses.map(([, status]) => status)).size).toBe(statuses.length);
  });
});

describe(problemOf, () => {
  it('lists the offending fields when there are some', () => {
    const fields = [{ field: 'email', message: 'is taken' }];
    const error = new DomainError('conflict', 'iam/user/email-taken', 'Choose another.', { fields });
    expect(problemOf(error, 't')).toMatchObject({ code: 'iam/user/email-taken', errors: fields });
    expect(problemOf(new DomainError('conflict', 'x', 'y'), 't')).not.toHaveProperty('errors');
  });

  it.each([new Error('secret'), 'secret', undefined, null, { kind: 'rule', code: 'secret' }])(
    'tells nothing of a fault: %p',
    (fault) => {
      const problem = problemOf(fault, 't');
      expect(problem).toMatchObject({ status: 500, code: 'internal-error', traceId: 't' });
      expect(JSON.stringify(problem)).not.toContain('secret');
    },
  );
});

describe(logRefusal, () => {
  const logged = (error: unknown): unknown[][] => {
    const lines: unknown[][] = [];
    const logger = {
      info: (...line: unknown[]) => lines.push(['info', ...line]),
      error: (...line: unknown[]) => lines.push(['error', ...line]),
    };
    logRefusal(logger, error, { route: 'r' });
    return lines;
  };

  it('names the cause of a refusal, not what it says: an error of a client may hold whole items', () => {
    const cause = Object.assign(new Error('ann@example.com'), { name: 'ThrottlingException' });
    const error = new DomainError('unavailable', 'busy', 'ann@example.com', { cause });
    const attributes = { route: 'r', code: 'busy', status: 503, cause: 'ThrottlingException' };
    expect(logged(error)).toEqual([['info', 'Request refused', attributes]]);
  });

  it('keeps name, message and stack of a fault, and none of its other properties', () => {
    const fault = Object.assign(new TypeError('x is not a function'), { Item: { email: 'ann@example.com' } });
    const error = { name: 'TypeError', message: 'x is not a function', stack: fault.stack };
    expect(logged(fault)).toEqual([['error', 'Request failed', { route: 'r', error }]]);
  });

  it('does not print what was thrown when it is no error', () => {
    expect(JSON.stringify(logged('ann@example.com'))).toContain('A string was thrown');
    expect(JSON.stringify(logged('ann@example.com'))).not.toContain('ann@');
  });
});
