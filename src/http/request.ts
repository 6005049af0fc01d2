import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IdempotencyKey } from '../eventsourcing/writing/command-context';
import { DomainError } from '../kernel/domain-error';
import { malformed } from './errors';

/** A request, free of the gateway that brought it. */
export interface HttpRequest {
  /** Unique per request, given by the gateway. */
  readonly id: string;
  readonly method: string;
  /** As sent, percent-encoded, without the stage. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names in lower case; repeated headers are joined with commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty when there is none. */
  readonly body: string;
  readonly isBase64: boolean;
}

/**
 * Reads payload format 2.0 ("Create AWS Lambda proxy integrations for HTTP APIs in API Gateway").
 *
 * The raw path and query are used, not the parsed ones: the latter join repeated parameters with commas. HTTP
 * APIs send header names in lower case, `sam local start-api` in title case; both are understood.
 */
export function requestFrom(event: APIGatewayProxyEventV2): HttpRequest {
  const { http, requestId, stage } = event.requestContext;
  const headers = Object.entries(event.headers).map(
    ([name, value]) => [name.toLowerCase(), value ?? ''] as const,
  );
  return {
    id: requestId,
    method: http.method,
    path: withoutStage(event.rawPath, stage),
    query: event.rawQueryString,
    headers: new Map(headers),
    body: event.body ?? '',
    isBase64: event.isBase64Encoded,
  };
}

/** A stage that has a name is the first segment of the raw path; `$default` is not in it. */
function withoutStage(path: string, stage: string): string {
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;
}

export const CORRELATION_ID = 'x-correlation-id';
/** It goes into logs and events as it is. The gateway's own ids (`JKJaXmPLvHcESHA=`) and UUIDs pass. */
const CORRELATION_PATTERN = /^[\w.:+/=-]{1,128}$/;

/** The client's `x-correlation-id`, or the request's own id. */
export function correlationIdOf(request: HttpRequest): string {
  const sent = request.headers.get(CORRELATION_ID);
  if (sent === undefined) return request.id;
  if (!CORRELATION_PATTERN.test(sent)) {
    throw malformed('Send at most 128 letters, digits or . : _ + / = - as x-correlation-id.', [
      { field: CORRELATION_ID, message: 'must be 1 to 128 letters, digits or . : _ + / = -' },
    ]);
  }
  return sent;
}

/** Bytes of a body after base64-decoding. */
export const MAX_BODY_BYTES = 256 * 1024;

/** The body as text. API Gateway encodes a body in base64 when its content type does not say text. */
export function bodyTextOf(request: HttpRequest): string {
  if (!request.isBase64) {
    refuseLargerThan(Buffer.byteLength(request.body));
    return request.body;
  }
  const bytes = Buffer.from(request.body, 'base64');
  refuseLargerThan(bytes.byteLength);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The body is not valid UTF-8.', [], cause);
  }
}

function refuseLargerThan(bytes: number): void {
  if (bytes > MAX_BODY_BYTES) {
    throw new DomainError('too-large', 'too-large', `The body must not exceed ${MAX_BODY_BYTES} bytes.`);
  }
}

/**
 * Names that every object inherits, and `prototype`. As keys of client data they can reach code that was never
 * meant (`__proto__`, `constructor`), and class-transformer and class-validator take them for known fields.
 */
export function isUnsafeKey(key: string): boolean {
  return key === 'prototype' || key in Object.prototype;
}

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

const IDEMPOTENCY_KEY = 'idempotency-key';
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
