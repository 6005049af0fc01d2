import { apiEvent } from '../../test/support/http/api-event';
import { requireJson } from './bind';
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

  describe('with a content-encoding', () => {
    const coded = (coding: string): HttpRequest =>
      requestFrom(
        apiEvent('POST', '/', {
          headers: { 'Content-Type': 'application/json', 'Content-Encoding': coding },
        }),
      );

    it.each(['gzip', 'br', 'identity, gzip', 'utf-8', ''])('refuses %p (RFC 9110, 8.4)', (coding) => {
      expect(() => {
        requireJson(coded(coding));
      }).toThrow('Send the body as it is, without a content-encoding.');
    });

    it.each(['identity', ' Identity '])('takes %p', (coding) => {
      expect(() => {
        requireJson(coded(coding));
      }).not.toThrow();
    });
  });
});
