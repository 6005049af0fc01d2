import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '../eventsourcing/writing/command-context';
import { DomainError } from '../kernel/domain-error';
import { bodyTextOf } from './body';
import { malformed } from './errors';
import type { HttpRequest } from './request';

const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e]*)"$/;
const ENTITY_TAGS = /^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")+$/;
const VERSION = /^[1-9]\d{0,14}$/;

/**
 * The version that `If-Match` names, as this API's ETags do: `"3"`.
 *
 * RFC 9110, 13.1.1: tags are compared strongly, so a weak tag, or one that never was a version here, matches no
 * state: 412. `*` and several tags are understood by the RFC but not by a command that wants one version: 400.
 */
export function expectedVersionOf(request: HttpRequest): number | undefined {
  const header = request.headers.get('if-match');
  if (header === undefined) return undefined;
  const [, weak, tag] = ENTITY_TAG.exec(header.trim()) ?? [];
  if (tag === undefined) throw notOneTag(header.trim());
  if (weak !== undefined || !VERSION.test(tag)) {
    throw new DomainError('outdated', 'precondition-failed', 'If-Match names no version of this resource.');
  }
  return Number(tag);
}

export function refuseIfMatch(request: HttpRequest): void {
  if (request.headers.has('if-match')) throw notAVersion('If-Match is understood on commands only.');
}

function notOneTag(header: string): DomainError {
  if (header === '*') return notAVersion('If-Match: * is not supported; name the version, as in "3".');
  if (ENTITY_TAGS.test(header)) return notAVersion('Name one version in If-Match, not several.');
  return notAVersion('If-Match must be a quoted version, as in "3".');
}

function notAVersion(message: string): DomainError {
  return malformed(message, [{ field: 'if-match', message: 'must be one quoted version of the ETag' }]);
}

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
    throw notAKey(`Send one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters as Idempotency-Key.`);
  }
  return { key, fingerprint: fingerprintOf(request) };
}

export function refuseIdempotencyKey(request: HttpRequest): void {
  if (request.headers.has(IDEMPOTENCY_KEY)) throw notAKey('Idempotency-Key is understood on commands only.');
}

function fingerprintOf(request: HttpRequest): string {
  const { method, path, query, headers } = request;
  const parts = [method, path, query, bodyTextOf(request), headers.get('if-match') ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function notAKey(message: string): DomainError {
  const must = `must be one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters`;
  return malformed(message, [{ field: IDEMPOTENCY_KEY, message: must }]);
}
