import { malformed } from './malformed';
import type { HttpRequest } from './http-request';

export const CORRELATION_ID = 'x-correlation-id';
/** It goes into logs and events as it is. The gateway's own ids (`JKJaXmPLvHcESHA=`) and UUIDs pass. */
const PATTERN = /^[\w.:+/=-]{1,128}$/;

/** The client's `x-correlation-id`, or the request's own id. */
export function correlationIdOf(request: HttpRequest): string {
  const sent = request.headers.get(CORRELATION_ID);
  if (sent === undefined) return request.id;
  if (!PATTERN.test(sent)) {
    throw malformed('Send at most 128 letters, digits or . : _ + / = - as x-correlation-id.', [
      { field: CORRELATION_ID, message: 'must be 1 to 128 letters, digits or . : _ + / = -' },
    ]);
  }
  return sent;
}
