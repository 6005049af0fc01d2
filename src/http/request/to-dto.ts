import type { ValidationError } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldError } from '../../kernel/domain-error';
import type { DtoClass } from '../routing/route';
import { malformed } from './malformed';

/** Errors in one answer, and characters of a field's name: clients choose both, so both are bounded. */
const MAX_ERRORS = 50;
const MAX_FIELD_LENGTH = 100;

/**
 * Client data as a validated instance of its class; unknown fields are refused.
 *
 * @param plain already free of unsafe keys
 * @throws DomainError malformed with the offending fields; the values are never repeated
 */
export function toDto(dto: DtoClass, plain: object): object {
  const instance = plainToInstance(dto, plain, { exposeDefaultValues: true });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  const fields = errors.flatMap((error) => fieldErrorsOf(error, ''));
  if (fields.length > 0) throw malformed('Some fields are wrong.', fields.slice(0, MAX_ERRORS));
  return instance;
}

function fieldErrorsOf(error: ValidationError, prefix: string): FieldError[] {
  const field = `${prefix}${error.property}`;
  const children = (error.children ?? []).flatMap((child) => fieldErrorsOf(child, `${field}.`));
  // Rules are kept from the last written to the first; what is written first (`@IsString()`) says the most.
  const rules = Object.entries(error.constraints ?? {}).slice(-1);
  const own = rules.map(([rule, message]) => ({
    field: field.slice(0, MAX_FIELD_LENGTH),
    message: rule === 'whitelistValidation' ? 'is unknown' : message,
  }));
  return [...own, ...children];
}
