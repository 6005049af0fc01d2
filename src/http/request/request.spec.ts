import fc from 'fast-check';
import { apiEvent, REQUEST_ID } from '../../../test/support/http/api-event';
import { bodyTextOf, MAX_BODY_BYTES } from './body-text';
import { checkJson, MAX_DEPTH } from './check-json';
import { requireJson } from './content-type';
import { correlationIdOf } from './correlation-id';
import { expectedVersionOf } from './expected-version';
import type { HttpRequest } from './http-request';
import { requestFrom } from './http-request';
import { parseQuery } from './query-parameters';
import { isUuid } from './uuid';

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

describe(bodyTextOf, () => {
  it('takes exactly the limit, in either encoding', () => {
    const body = 'x'.repeat(MAX_BODY_BYTES);
    const encoded = Buffer.from(body).toString('base64');
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body })))).toBe(body);
    expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body: encoded, isBase64: true })))).toBe(body);
  });

  it('decodes base64 to the text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const body = Buffer.from(text).toString('base64');
        // The decoder drops a byte order mark, as RFC 8259, 8.1 allows.
        expect(bodyTextOf(requestFrom(apiEvent('POST', '/', { body, isBase64: true })))).toBe(
          text.replace(/^\ufeff/, ''),
        );
      }),
    );
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

describe(parseQuery, () => {
  it.each([
    ['', {}],
    ['&&', {}],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=b+c%2B&d%20e=%F0%9F%8C%B1', { a: 'b c+', 'd e': '🌱' }],
    ['then=1', { then: '1' }],
  ])('%p is %p', (query, parameters) => {
    expect(parseQuery(query)).toEqual(parameters);
  });

  it('reads what URLSearchParams writes', () => {
    const names = fc.string({ unit: 'grapheme' }).filter((name) => !(name in {}) && name !== 'prototype');
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (parameters) => {
        expect({ ...parseQuery(new URLSearchParams(parameters).toString()) }).toEqual({ ...parameters });
      }),
    );
  });
});

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

describe(isUuid, () => {
  it.each(['1', '2', '3', '4', '5', '6', '7', '8'])('takes version %s, in either case', (version) => {
    const id = `6ba7b810-9dad-${version}1d1-80b4-00c04fd430c8`;
    expect([isUuid(id), isUuid(id.toUpperCase())]).toEqual([true, true]);
  });

  it.each([
    '6ba7b810-9dad-01d1-80b4-00c04fd430c8',
    '6ba7b810-9dad-91d1-80b4-00c04fd430c8',
    '6ba7b810-9dad-41d1-c0b4-00c04fd430c8',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '6ba7b810-9dad-41d1-80b4-00c04fd430c8\n',
    '６ba7b810-9dad-41d1-80b4-00c04fd430c8',
    17,
    null,
    ['6ba7b810-9dad-41d1-80b4-00c04fd430c8'],
  ])('refuses %p', (value) => {
    expect(isUuid(value)).toBe(false);
  });
});
