import fc from 'fast-check';
import { apiEvent, type EventParts } from '../../test/support/http/api-event';
import { expectedVersionOf, idempotencyOf, requestFrom, type HttpRequest } from './request';

function withHeader(name: string, value: string): HttpRequest {
  return requestFrom(apiEvent('POST', '/', { headers: { [name]: value } }));
}

describe(expectedVersionOf, () => {
  it('is the version in quotes', () => {
    expect(expectedVersionOf(withHeader('If-Match', ' "12" '))).toBe(12);
    expect(expectedVersionOf(requestFrom(apiEvent('PUT', '/')))).toBeUndefined();
  });

  it.each([
    ['*', /not supported/],
    ['"1","2"', /not several/],
    ['W/"1" , "2"', /not several/],
    ['1', /must be a quoted version/],
    ["'1'", /must be a quoted version/],
    ['w/"1"', /must be a quoted version/],
    ['""', /names no version/],
    ['"-1"', /names no version/],
    ['W/"1"', /names no version/],
  ])('tells what is wrong with %s', (header, message) => {
    expect(() => expectedVersionOf(withHeader('if-match', header))).toThrow(message);
  });
});

describe(idempotencyOf, () => {
  const keyOf = (header: string): string | undefined =>
    idempotencyOf(requestFrom(apiEvent('POST', '/', { headers: { 'Idempotency-Key': header } })))?.key;

  it.each([
    ['8e03978e-40d5-43e8-bc93-6894a57f9324', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    [' a ', 'a'],
    ["!#$%&'()*+-./:;<=>?@[\\]^_`{|}~", "!#$%&'()*+-./:;<=>?@[\\]^_`{|}~"],
    ['"a,b"', 'a,b'],
    ['"say \\"no\\""'.replaceAll(' ', '-'), 'say-"no"'],
    ['"back\\\\slash"', 'back\\slash'],
    ['x'.repeat(255), 'x'.repeat(255)],
    [`"${'x'.repeat(255)}"`, 'x'.repeat(255)],
  ])('takes %s', (header, key) => {
    expect(keyOf(header)).toBe(key);
  });

  it.each([
    '',
    ' ',
    '""',
    '"',
    'a b',
    '"a b"',
    'a,b',
    'a, b',
    '"a","b"',
    '"a", "b"',
    '"a"b',
    'a"b',
    '"a"b"',
    '"a\\b"',
    '"a";p=1',
    'ü',
    '"\u00a0"',
    'a\u0000',
    'a\r\nb: c',
    'x'.repeat(256),
    `"${'x'.repeat(256)}"`,
  ])('refuses %p', (header) => {
    expect(() => keyOf(header)).toThrow('Send one key of 1 to 255 visible ASCII characters');
  });

  it('takes any key that it can be sent, quoted', () => {
    const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit: visible, minLength: 1, maxLength: 255 }), (key) => {
        expect(keyOf(`"${key.replaceAll(/["\\]/g, '\\$&')}"`)).toBe(key);
      }),
    );
  });

  const request = { query: 'a=1', body: '{"a":1}', headers: { 'idempotency-key': 'k', 'if-match': '"1"' } };
  const fingerprint = (method: string, path: string, parts: EventParts): string | undefined =>
    idempotencyOf(requestFrom(apiEvent(method, path, parts)))?.fingerprint;
  const original = fingerprint('PUT', '/x', request);

  it('knows a request again, however its body is encoded and its headers are written', () => {
    expect(original).toMatch(/^[\w-]{43}$/);
    const body = Buffer.from(request.body).toString('base64');
    const headers = { 'Idempotency-Key': 'another', 'IF-MATCH': '"1"', 'x-correlation-id': 'order-17' };
    expect(fingerprint('PUT', '/x', { ...request, body, isBase64: true, headers })).toBe(original);
  });

  it.each([
    ['method', 'POST', '/x', request],
    ['path', 'PUT', '/y', request],
    ['query', 'PUT', '/x', { ...request, query: 'a=2' }],
    ['body', 'PUT', '/x', { ...request, body: '{"a":2}' }],
    ['version', 'PUT', '/x', { ...request, headers: { 'idempotency-key': 'k', 'if-match': '"2"' } }],
    ['version at all', 'PUT', '/x', { ...request, headers: { 'idempotency-key': 'k' } }],
  ])('tells requests apart by their %s', (_, method, path, parts) => {
    expect(fingerprint(method, path, parts)).not.toBe(original);
  });

  it('is nothing when the client sends none', () => {
    expect(idempotencyOf(requestFrom(apiEvent('PUT', '/')))).toBeUndefined();
  });
});
