import { DomainError } from '../kernel/domain-error';
import type { HttpLogger } from './http-logger';
import { statusOf } from './problem';

/**
 * A refusal is news, a fault is an error. Messages of refusals, field names and the errors of clients (which may
 * hold whole items) stay out of the log: they can carry personal data.
 */
export function logRefusal(logger: HttpLogger, error: unknown, attributes: Record<string, unknown>): void {
  if (!(error instanceof DomainError)) {
    logger.error('Request failed', { ...attributes, error: faultOf(error) });
    return;
  }
  const cause = error.cause instanceof Error ? { cause: error.cause.name } : {};
  logger.info('Request refused', { ...attributes, code: error.code, status: statusOf(error.kind), ...cause });
}

function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: `A ${typeof error} was thrown` };
  return { name: error.name, message: error.message, stack: error.stack };
}
