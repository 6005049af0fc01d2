import { DomainError, type FieldError } from '../kernel/domain-error';

/** What is wrong with a request in HTTP's own words: nobody but this folder knows of methods and media types. */
export type HttpErrorKind = 'unauthorized' | 'method-not-allowed' | 'unsupported-media-type';

/**
 * A request that is refused before any handler sees it.
 *
 * @param code stable and documented; clients branch on it
 * @param message for people; may change, must not hold personal data
 */
export class HttpError extends Error {
  override readonly name: string = 'HttpError';

  constructor(
    readonly kind: HttpErrorKind,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** 401: nobody knows who asks. RFC 9110, 15.5.2 asks for the way to say so. */
export class UnauthorizedError extends HttpError {
  override readonly name = 'UnauthorizedError';

  constructor(code: 'authentication-needed' | 'token-expired', message: string) {
    super('unauthorized', code, message);
  }

  /** For the header `WWW-Authenticate` (RFC 6750, 3). */
  get challenge(): string {
    return this.code === 'token-expired' ? 'Bearer error="invalid_token"' : 'Bearer';
  }
}

/** 405: the path exists, the method does not. RFC 9110 asks for the list of those that do. */
export class MethodNotAllowedError extends HttpError {
  override readonly name = 'MethodNotAllowedError';

  constructor(readonly allowed: readonly string[]) {
    super('method-not-allowed', 'method-not-allowed', `This path answers ${allowed.join(', ')} only.`);
  }
}

/** 400: the request cannot be understood, whatever the state of the system. */
export function malformed(message: string, fields: readonly FieldError[] = [], cause?: unknown): DomainError {
  return new DomainError('malformed', 'malformed', message, { fields, cause });
}
