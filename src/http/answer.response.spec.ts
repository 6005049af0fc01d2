import { apiEvent } from '../../test/support/http/api-event';
import { DomainError } from '../kernel/domain-error';
import {
  accepted,
  content,
  found,
  page,
  contentTag,
  noneMatchNames,
  refusalOf,
  responseOf,
  versionTag,
  type Answer,
  type HttpResponse,
} from './answer';
import { MethodNotAllowedError } from './errors';
import { requestFrom } from './request';

function respond(answer: Answer, method = 'GET', headers: Record<string, string> = {}): HttpResponse {
  return responseOf(answer, requestFrom(apiEvent(method, '/', { headers })));
}

describe(responseOf, () => {
  it('does not let anyone keep the answer to a command', () => {
    const response = respond(accepted({ id: 'a', version: 2 }), 'POST', { 'if-none-match': '*' });
    expect(response).toMatchObject({ status: 202, headers: { etag: '"2"', 'cache-control': 'no-store' } });
  });

  it('gives a command without a version no ETag', () => {
    expect(respond(content({}), 'POST').headers).not.toHaveProperty('etag');
  });

  it('tags a view by its version and anything else by its content', () => {
    expect(respond(found({ a: 1 }, 3)).headers.etag).toBe('"3"');
    const tags = [page([{ a: 1 }]), page([{ a: 2 }]), page([{ a: 1 }])].map(
      (answer) => respond(answer).headers.etag,
    );
    expect(tags[0]).toMatch(/^W\/"/);
    expect(tags[1]).not.toBe(tags[0]);
    expect(tags[2]).toBe(tags[0]);
  });

  it('lets anyone keep what is public for its time, but no answer to a command', () => {
    const answer = content({ keys: [] }, { publicFor: 300 });
    expect(respond(answer).headers['cache-control']).toBe('public, max-age=300');
    expect(respond(answer, 'HEAD').headers['cache-control']).toBe('public, max-age=300');
    expect(respond(answer, 'POST').headers['cache-control']).toBe('no-store');
  });

  it('repeats ETag and caching on a 304, and nothing of the body', () => {
    expect(respond(found({ a: 1 }, 3), 'GET', { 'if-none-match': '"3"' })).toEqual({
      status: 304,
      headers: { etag: '"3"', 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' },
      body: '',
    });
  });
});

describe(noneMatchNames, () => {
  it.each([
    ['*', '"3"', true],
    ['"3"', '"3"', true],
    ['W/"3"', '"3"', true],
    ['"a,b"', 'W/"a,b"', true],
    ['"1", W/"2" , "3"', '"3"', true],
    ['"33"', '"3"', false],
    ['3', '"3"', false],
    ['', '"3"', false],
  ])('%s and %s: %s', (header, tag, matches) => {
    expect(noneMatchNames(header, tag)).toBe(matches);
  });
});

describe('tags', () => {
  it('are quoted', () => {
    expect(versionTag(12)).toBe('"12"');
    expect(contentTag('{}')).toBe('W/"RBNvo1WzZ4oRRq0W9-hknp"');
  });
});

describe(refusalOf, () => {
  it.each([
    [new DomainError('unavailable', 'c', 'm'), '1'],
    [new DomainError('unavailable', 'c', 'm', { retryAfter: 0.2 }), '1'],
    [new DomainError('timeout', 'c', 'm', { retryAfter: 2.4 }), '3'],
    [new DomainError('too-many-requests', 'c', 'm'), '1'],
    [new DomainError('too-many-requests', 'c', 'm', { retryAfter: 30 }), '30'],
  ])('says when to retry: %#', (error, header) => {
    expect(refusalOf(error, 't').headers['retry-after']).toBe(header);
  });

  it('does not invite to retry what will fail again', () => {
    const error = new DomainError('conflict', 'c', 'm', { retryAfter: 5 });
    expect(refusalOf(error, 't').headers).not.toHaveProperty('retry-after');
    expect(refusalOf(new Error('x'), 't').headers).not.toHaveProperty('retry-after');
  });

  it('lists the methods of a 405', () => {
    expect(refusalOf(new MethodNotAllowedError(['GET', 'PUT']), 't').headers.allow).toBe('GET, PUT');
  });
});
