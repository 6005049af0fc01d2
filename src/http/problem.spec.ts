import { DomainError, type ErrorKind } from '../kernel/domain-error';
import { HttpError, MethodNotAllowedError, type HttpErrorKind } from './errors';
import { logRefusal, problemOf, statusOf } from './problem';
import { refusalOf } from './answer';

describe(statusOf, () => {
  const domain: [ErrorKind, number, string][] = [
    ['malformed', 400, 'Malformed request'],
    ['forbidden', 403, 'Not allowed'],
    ['not-found', 404, 'Not found'],
    ['conflict', 409, 'Conflict'],
    ['outdated', 412, 'Precondition failed'],
    ['too-large', 413, 'Too large'],
    ['rule', 422, 'Refused by a rule'],
    ['too-many-requests', 429, 'Too many requests'],
    ['unavailable', 503, 'Not available now'],
    ['timeout', 504, 'Not ready in time'],
  ];
  const http: [HttpErrorKind, number, string][] = [
    ['unauthorized', 401, 'Authentication needed'],
    ['method-not-allowed', 405, 'Method not allowed'],
    ['unsupported-media-type', 415, 'Unsupported media type'],
  ];

  it.each(domain)('gives %s of the domain %i', (kind, status, title) => {
    expect(statusOf(kind)).toBe(status);
    const response = refusalOf(new DomainError(kind, 'some/code', 'No.'), 't');
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body)).toEqual({
      type: '/problems/some/code',
      title,
      status,
      detail: 'No.',
      code: 'some/code',
      traceId: 't',
    });
  });

  it.each(http)('gives %s of HTTP %i', (kind, status, title) => {
    expect(statusOf(kind)).toBe(status);
    expect(problemOf(new HttpError(kind, kind, 'No.'), 't')).toMatchObject({ status, title, code: kind });
  });

  it('gives each kind a status of its own', () => {
    const statuses = [...domain, ...http].map(([, status]) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
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

  it('takes what HTTP refuses for news as well', () => {
    const attributes = { route: 'r', code: 'method-not-allowed', status: 405 };
    expect(logged(new MethodNotAllowedError(['GET']))).toEqual([['info', 'Request refused', attributes]]);
  });

  it('does not print what was thrown when it is no error', () => {
    expect(JSON.stringify(logged('ann@example.com'))).toContain('A string was thrown');
    expect(JSON.stringify(logged('ann@example.com'))).not.toContain('ann@');
  });
});
