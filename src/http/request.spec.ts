import { apiEvent, REQUEST_ID } from '../../test/support/http/api-event';
import { correlationIdOf, requestFrom, type HttpRequest } from './request';

function withHeader(name: string, value: string): HttpRequest {
  return requestFrom(apiEvent('POST', '/', { headers: { [name]: value } }));
}

describe(requestFrom, () => {
  it('lower-cases header names and keeps values', () => {
    expect([...withHeader('X-Some-Header', 'Value').headers]).toEqual([['x-some-header', 'Value']]);
  });

  it('takes a missing body for an empty one', () => {
    expect(requestFrom(apiEvent('GET', '/')).body).toBe('');
  });

  it('cuts the stage off as a whole segment only', () => {
    const pathOf = (path: string, stage: string): string =>
      requestFrom(apiEvent('GET', path, { stage })).path;
    expect(pathOf('/dev/users', 'dev')).toBe('/users');
    expect(pathOf('/devices', 'dev')).toBe('/devices');
    expect(pathOf('/users', '$default')).toBe('/users');
  });
});

describe(correlationIdOf, () => {
  it.each(['a', 'order-17', '1-67891233-abcdef012345678912345678', REQUEST_ID, 'x'.repeat(128)])(
    'takes %s',
    (id) => {
      expect(correlationIdOf(withHeader('X-Correlation-ID', id))).toBe(id);
    },
  );

  it('is the request’s id when the client sends none', () => {
    expect(correlationIdOf(requestFrom(apiEvent('GET', '/')))).toBe(REQUEST_ID);
  });
});
