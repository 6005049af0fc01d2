import type { HttpRequest } from '../request/http-request';
import type { Answer } from './answer';
import { contentTag, noneMatchNames, versionTag } from './entity-tag';
import type { HttpResponse } from './http-response';
import { commonHeaders } from './http-response';

/**
 * The response to a request that went well.
 *
 * Reads may be kept by the client alone, and are asked for again each time (`private, no-cache`): with
 * `If-None-Match` that costs a 304. Answers to commands are not kept at all.
 */
export function responseOf(answer: Answer, request: HttpRequest): HttpResponse {
  const body = JSON.stringify(answer.body);
  if (request.method !== 'GET') {
    return { status: answer.status, headers: headersOf('no-store', versionHeader(answer)), body };
  }
  const etag = answer.version === undefined ? contentTag(body) : versionTag(answer.version);
  const caching = { ...commonHeaders, 'cache-control': 'private, no-cache', etag };
  const known = request.headers.get('if-none-match');
  if (known !== undefined && noneMatchNames(known, etag)) return { status: 304, headers: caching, body: '' };
  return { status: answer.status, headers: headersOf('private, no-cache', { etag }), body };
}

function versionHeader(answer: Answer): Record<string, string> {
  return answer.version === undefined ? {} : { etag: versionTag(answer.version) };
}

function headersOf(caching: string, more: Record<string, string>): Record<string, string> {
  return { ...commonHeaders, 'content-type': 'application/json', 'cache-control': caching, ...more };
}
