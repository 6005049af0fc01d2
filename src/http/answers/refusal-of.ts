import { DomainError } from '../../kernel/domain-error';
import { problemOf } from '../problem';
import { MethodNotAllowedError } from '../routing/method-not-allowed-error';
import type { HttpResponse } from './http-response';
import { commonHeaders } from './http-response';

/** Statuses that promise that a later try can succeed. */
const RETRYABLE: readonly number[] = [429, 503, 504];
const DEFAULT_RETRY_SECONDS = 1;

/** The response to a request that was refused or failed. */
export function refusalOf(error: unknown, traceId: string): HttpResponse {
  const problem = problemOf(error, traceId);
  return {
    status: problem.status,
    headers: {
      ...commonHeaders,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(error instanceof MethodNotAllowedError ? { allow: error.allowed.join(', ') } : {}),
      ...(RETRYABLE.includes(problem.status) ? { 'retry-after': retryAfter(error) } : {}),
    },
    body: JSON.stringify(problem),
  };
}

/** Whole seconds, rounded up: RFC 9110, 10.2.3 knows no fractions. */
function retryAfter(error: unknown): string {
  const seconds = error instanceof DomainError ? error.retryAfter : undefined;
  return String(Math.ceil(seconds ?? DEFAULT_RETRY_SECONDS));
}
