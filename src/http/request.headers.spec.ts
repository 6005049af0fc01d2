import fc from 'fast-check';
import { apiEvent } from '../../test/support/http/api-event';
import { NO_VERSION } from '../eventsourcing/writing/command-context';
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
  ])('tells what is wrong with %s', (header, message) => {
    expect(() => expectedVersionOf(withHeader('if-match', header))).toThrow(message);
  });
});

describe('a tag that no state ever had', () => {
  it.each(['""', '"-1"', '"0"', '"01"', 'W/"1"', '"9999999999999999"'])(
    'is an expectation that nothing meets, whatever is there: %s (RFC 9110, 13.1.1)',
    (header) => {
      expect(expectedVersionOf(withHeader('if-match', header))).toBe(NO_VERSION);
    },
  );
});

describe(idempotencyOf, () => {
  const keyOf = (header: string): string | undefined =>
    idempotencyOf(withHeader('Idempotency-Key', header), () => 'asked')?.key;

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

  it('carries what the request is known by, which is made for a key alone', () => {
    expect(idempotencyOf(withHeader('idempotency-key', 'k'), () => 'asked')).toEqual({
      key: 'k',
      fingerprint: 'asked',
    });
    const never = (): string => {
      throw new Error('not asked for');
    };
    expect(idempotencyOf(requestFrom(apiEvent('PUT', '/')), never)).toBeUndefined();
  });
});
