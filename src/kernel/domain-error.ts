/**
 * The closed set of ways in which Foldline says no, whoever asks: a request, a process or a message. What each becomes
 * on the wire, and what only the wire can refuse, is known where the wire is (`src/http/problem.ts`).
 */
export type ErrorKind =
  /** It cannot be understood, whatever the state of the system. */
  | 'malformed'
  /** Who asks may not do this. */
  | 'forbidden'
  | 'not-found'
  /** It was done already, or belongs to someone else. */
  | 'conflict'
  /** It was decided on a version that is not the last one any more. */
  | 'outdated'
  | 'too-large'
  /** A rule of the domain is against it. */
  | 'rule'
  /** Who asks has asked too often; it says when to come again. */
  | 'too-many-requests'
  /** What is needed does not answer now; a later try can succeed. */
  | 'unavailable'
  /** It was not ready in the time that the caller gave it. */
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
  override readonly name: string = 'DomainError';
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
