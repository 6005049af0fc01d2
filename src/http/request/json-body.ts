import { bodyTextOf } from './body-text';
import { checkJson } from './check-json';
import { requireJson } from './content-type';
import type { HttpRequest } from './http-request';
import { malformed } from './malformed';

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
