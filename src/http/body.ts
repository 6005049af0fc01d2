import { DomainError } from '../kernel/domain-error';
import { HttpError, malformed } from './errors';
import type { HttpRequest } from './request';
import { isUnsafeKey } from './unsafe-key';

/** The body as a plain object that is safe to walk; its fields are not validated yet. */
export function jsonBodyOf(request: HttpRequest): object {
  if (request.body === '') throw malformed('Send a JSON object as the body.');
  requireJson(request);
  const value = parse(bodyTextOf(request));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('The body must be a JSON object.');
  }
  checkJson(value);
  return value;
}

/** A body that no parameter takes would be lost without a word. */
export function refuseBody(request: HttpRequest): void {
  if (request.body !== '') throw malformed('This route takes no body; send none.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('The body is not valid JSON.', [], cause);
  }
}

const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;
const CHARSET = /^charset="?([^"]*)"?$/;

/** @throws HttpError unsupported-media-type for anything but JSON in UTF-8 (RFC 8259, 8.1) */
export function requireJson(request: HttpRequest): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charsets = parameters.flatMap((parameter) => CHARSET.exec(parameter)?.[1] ?? []);
  if (!JSON_TYPE.test(type) || charsets.some((charset) => charset !== 'utf-8' && charset !== 'utf8')) {
    throw new HttpError(
      'unsupported-media-type',
      'unsupported-media-type',
      'Send the body as content-type: application/json in UTF-8.',
    );
  }
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

/** Objects and arrays inside each other, the outermost counted. */
export const MAX_DEPTH = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Refuses JSON that is legal but harmful: deep nesting, keys that reach an object's prototype, text that is no
 * Unicode (storage would replace it in silence).
 */
export function checkJson(value: unknown, depth = 1): void {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw malformed('The body holds text with half a surrogate pair.');
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  for (const [key, child] of Object.entries(value)) {
    if (isUnsafeKey(key)) throw malformed(`The body must not use ${key} as a key.`);
    checkJson(child, depth + 1);
  }
}
