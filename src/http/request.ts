import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { NO_VERSION, type IdempotencyKey } from '../eventsourcing/writing/command-context';
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
  /** IP address that it came from, as the gateway saw it. */
  readonly address: string;
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
    address: http.sourceIp,
  };
}

/** A stage that has a name is the first segment of the raw path; `$default` is not in it. */
function withoutStage(path: string, stage: string): string {
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;
}

export const CORRELATION_ID = 'x-correlation-id';
/** It goes into logs and events as it is. The gateway's own ids (`JKJaXmPLvHcESHA=`) and UUIDs pass. */
export const CORRELATION_PATTERN = /^[A-Za-z0-9_.:+/=-]{1,128}$/;

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

const BYTE_ORDER_MARK = '\ufeff';
const REPLACEMENT = '\ufffd';

/**
 * The body as text, without a byte order mark (RFC 8259, 8.1). API Gateway encodes a body in base64 when its content type
 * does not say text.
 *
 * @throws DomainError too-large; malformed for bytes that are no UTF-8
 */
export function bodyTextOf(request: HttpRequest): string {
  const text = request.isBase64 ? decoded(request.body) : checked(request);
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function decoded(body: string): string {
  const bytes = Buffer.from(body, 'base64');
  refuseLargerThan(bytes.byteLength);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw notUtf8(cause);
  }
}

/**
 * A gateway that makes text of bytes which are none puts U+FFFD in their place. A client may mean that character: then
 * the body is as long as its sender said.
 */
function checked({ body, headers }: HttpRequest): string {
  const bytes = Buffer.byteLength(body);
  refuseLargerThan(bytes);
  const sent = headers.get('content-length');
  if (body.includes(REPLACEMENT) && sent !== undefined && Number(sent) !== bytes) throw notUtf8();
  return body;
}

function notUtf8(cause?: unknown): DomainError {
  return malformed('The body is not valid UTF-8.', [], cause);
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
const VERSION = /^[1-9][0-9]{0,14}$/;
/** An `If-Match` that can be met. */
export const IF_MATCH_PATTERN = /^"[1-9][0-9]{0,14}"$/;

/**
 * The version that `If-Match` names, as this API's ETags do: `"3"`.
 *
 * RFC 9110, 13.1.1: tags are compared strongly, so a weak tag, or one that never was a version here, matches no state.
 * That is found out where the state is known: what does not exist is 404 before it is 412 (13.2.1). `*` and several tags
 * are understood by the RFC but not by a command that wants one version: 400.
 */
export function expectedVersionOf(request: HttpRequest): number | undefined {
  const header = request.headers.get('if-match');
  if (header === undefined) return undefined;
  const [, weak, tag] = ENTITY_TAG.exec(header.trim()) ?? [];
  if (tag === undefined) throw notOneTag(header.trim());
  return weak === undefined && VERSION.test(tag) ? Number(tag) : NO_VERSION;
}

export function refuseIfMatch(request: HttpRequest): void {
  if (request.headers.has('if-match')) throw notAVersion('If-Match is not understood here.');
}

/**
 * A command that went on in spite of it would break RFC 9110, 13.1.2. The conditions on dates are another matter: where
 * nothing has a modification date, 13.1.3 and 13.1.4 ask to pass over them, and 14.2 allows it for `Range`.
 */
export function refuseIfNoneMatch(request: HttpRequest): void {
  if (!request.headers.has('if-none-match')) return;
  throw malformed('If-None-Match is understood on reads only; a new id makes a command happen once.', [
    { field: 'if-none-match', message: 'is understood on reads only' },
  ]);
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
 * The client's key for this request.
 *
 * @param fingerprint tells the request from others
 * @throws DomainError malformed
 */
export function idempotencyOf(request: HttpRequest, fingerprint: () => string): IdempotencyKey | undefined {
  const header = request.headers.get(IDEMPOTENCY_KEY)?.trim();
  if (header === undefined) return undefined;
  const key = QUOTED.exec(header)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? BARE.exec(header)?.[0];
  if (key === undefined || key.length > MAX_KEY_LENGTH) {
    throw notAKey(`Send one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters as Idempotency-Key.`);
  }
  return { key, fingerprint: fingerprint() };
}

/** @param where it is understood: `on commands` */
export function refuseIdempotencyKey(request: HttpRequest, where: string): void {
  if (request.headers.has(IDEMPOTENCY_KEY)) throw notAKey(`Idempotency-Key is understood ${where} only.`);
}

function notAKey(message: string): DomainError {
  const must = `must be one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters`;
  return malformed(message, [{ field: IDEMPOTENCY_KEY, message: must }]);
}
