import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '../../eventsourcing/writing/idempotency';
import { bodyTextOf } from './body-text';
import type { HttpRequest } from './http-request';
import { malformed } from './malformed';

export const IDEMPOTENCY_KEY = 'idempotency-key';
export const MAX_KEY_LENGTH = 255;

/** A string of RFC 8941, 3.3.3, without spaces: what draft-ietf-httpapi-idempotency-key-header asks for. */
const QUOTED = /^"((?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/;
/** What most clients send. No comma: API Gateway joins repeated headers with one. */
const BARE = /^[\x21\x23-\x2b\x2d-\x7e]+$/;

/**
 * The client's key for this request, and what tells the request from others: method, path, query, body and the
 * version that it expects.
 *
 * @throws DomainError malformed; too-large
 */
export function idempotencyOf(request: HttpRequest): IdempotencyKey | undefined {
  const header = request.headers.get(IDEMPOTENCY_KEY)?.trim();
  if (header === undefined) return undefined;
  const key = QUOTED.exec(header)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? BARE.exec(header)?.[0];
  if (key === undefined || key.length > MAX_KEY_LENGTH) {
    throw refused(`Send one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters as Idempotency-Key.`);
  }
  return { key, fingerprint: fingerprintOf(request) };
}

export function refuseIdempotencyKey(request: HttpRequest): void {
  if (request.headers.has(IDEMPOTENCY_KEY)) throw refused('Idempotency-Key is understood on commands only.');
}

function fingerprintOf(request: HttpRequest): string {
  const { method, path, query, headers } = request;
  const parts = [method, path, query, bodyTextOf(request), headers.get('if-match') ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function refused(message: string): ReturnType<typeof malformed> {
  const must = `must be one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters`;
  return malformed(message, [{ field: IDEMPOTENCY_KEY, message: must }]);
}
