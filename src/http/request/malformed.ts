import type { FieldError } from '../../kernel/domain-error';
import { DomainError } from '../../kernel/domain-error';

/** 400: the request cannot be understood, whatever the state of the system. */
export function malformed(message: string, fields: readonly FieldError[] = [], cause?: unknown): DomainError {
  return new DomainError('malformed', 'malformed', message, { fields, cause });
}
