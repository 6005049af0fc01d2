import { apiEvent } from '../../test/support/http/api-event';
import { checkJson, MAX_DEPTH, requireJson } from './bind';
import { requestFrom, type HttpRequest } from './request';

function withHeader(name: string, value: string): HttpRequest {
  return requestFrom(apiEvent('POST', '/', { headers: { [name]: value } }));
}

describe(requireJson, () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8"',
    'application/json; charset=utf8; profile=x',
    'application/merge-patch+json',
  ])('takes %s', (type) => {
    expect(() => {
      requireJson(withHeader('content-type', type));
    }).not.toThrow();
  });

  it.each([
    '',
    'json',
    'text/plain',
    'application/jsonp',
    'application/xml+json+xml',
    'application/json; charset=utf-16',
  ])('refuses %p', (type) => {
    expect(() => {
      requireJson(withHeader('content-type', type));
    }).toThrow('Send the body as content-type: application/json in UTF-8.');
  });
});

describe(checkJson, () => {
  const nest = (levels: number): unknown => (levels === 0 ? 1 : { a: nest(levels - 1) });

  it('takes the deepest that is allowed', () => {
    expect(() => {
      checkJson(nest(MAX_DEPTH));
    }).not.toThrow();
    expect(() => {
      checkJson(nest(MAX_DEPTH + 1));
    }).toThrow('deeper than 32');
  });

  it('takes whole emoji, and refuses half of one', () => {
    expect(() => {
      checkJson({ a: ['🌱'] });
    }).not.toThrow();
    expect(() => {
      checkJson({ a: ['🌱'.slice(0, 1)] });
    }).toThrow('surrogate');
  });
});
