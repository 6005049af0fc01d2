/** The closed set of ways in which Foldline says no. `src/http/problem.ts` gives each its status. */
export type ErrorKind =
  | 'malformed'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'rule'
  | 'too-many-requests'
  | 'unavailable'
  | 'timeout';

export interface FieldError {
  /** Path of the offending field, dotted for nested ones: `address.city`. */
  readonly field: string;
  readonly message: string;
}

export interface DomainErrorDetails {
  readonly fields?: readonly FieldError[];
  /** Seconds after which a retry makes sense. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/**
 * An expected refusal. Anything else that is thrown is a fault and is reported as one.
 *
 * @param code stable and documented, e.g. `iam/user/email-taken`; clients branch on it
 * @param message for people; may change, must not hold personal data
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly fields: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    details: DomainErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
  }
}
