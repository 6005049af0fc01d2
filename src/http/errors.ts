import { DomainError, type FieldError } from '../kernel/domain-error';

/** 400: the request cannot be understood, whatever the state of the system. */
export function malformed(message: string, fields: readonly FieldError[] = [], cause?: unknown): DomainError {
  return new DomainError('malformed', 'malformed', message, { fields, cause });
}

/** 405: the path exists, the method does not. RFC 9110 asks for the list of those that do. */
export class MethodNotAllowedError extends DomainError {
  constructor(readonly allowed: readonly string[]) {
    super('method-not-allowed', 'method-not-allowed', `This path answers ${allowed.join(', ')} only.`);
  }
}
