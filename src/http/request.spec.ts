import fc from 'fast-check';
import { apiEvent, REQUEST_ID } from '../../test/support/http/api-event';
import { bodyTextOf, correlationIdOf, MAX_BODY_BYTES, requestFrom, type HttpRequest } from './request';

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

describe(bodyTextOf, () => {
  it('takes exactly the limit, in either encoding', () => {
    const body = 'x'.repeat(MAX_BODY_BYTES);
    const encoded = Buffer.from(body).toString('base64');
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body })))).toBe(body);
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body: encoded, isBase64: true })))).toBe(body);
  });

  it('drops one byte order mark, in either encoding (RFC 8259, 8.1)', () => {
    const encoded = Buffer.from('\ufeff{}').toString('base64');
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body: '\ufeff{}' })))).toBe('{}');
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body: encoded, isBase64: true })))).toBe('{}');
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body: '\ufeff\ufeff{}' })))).toBe('\ufeff{}');
  });

  it('finds out that a gateway put U+FFFD in the place of bytes that are no UTF-8', () => {
    const body = '{"text":"\ufffd"}';
    const sent = (length: number): HttpRequest =>
      requestFrom(apiEvent('POST', '/', { body, headers: { 'content-length': String(length) } }));
    expect(bodyTextOf(sent(Buffer.byteLength(body)))).toBe(body);
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body })))).toBe(body);
    expect(() => bodyTextOf(sent(Buffer.byteLength(body) - 2))).toThrow('The body is not valid UTF-8.');
  });

  it('decodes base64 to the text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const body = Buffer.from(text).toString('base64');
        expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body, isBase64: true })))).toBe(
          text.replace(/^\ufeff/, ''),
        );
      }),
    );
  });
});
