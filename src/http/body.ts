import { HttpError, malformed } from './errors';
import { bodyTextOf, type HttpRequest } from './request';

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

/**
 * Names that every object inherits, and `prototype`. As keys of client data they can reach code that was never
 * meant (`__proto__`, `constructor`), and class-transformer and class-validator take them for known fields.
 */
export function isUnsafeKey(key: string): boolean {
  return key === 'prototype' || key in Object.prototype;
}
