import { DomainError } from '../../kernel/domain-error';
import type { HttpRequest } from './http-request';
import { malformed } from './malformed';

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
