import type { ErrorKind, FieldError } from '../kernel/domain-error';
import { DomainError } from '../kernel/domain-error';

/** The one table from kind to status and title. */
const kinds: Readonly<Record<ErrorKind, readonly [status: number, title: string]>> = {
  malformed: [400, 'Malformed request'],
  unauthorized: [401, 'Authentication needed'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  conflict: [409, 'Conflict'],
  'precondition-failed': [412, 'Precondition failed'],
  'too-large': [413, 'Too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  rule: [422, 'Refused by a rule'],
  'too-many-requests': [429, 'Too many requests'],
  unavailable: [503, 'Not available now'],
  timeout: [504, 'Not ready in time'],
};

/** A refusal as RFC 9457 describes it, with this API's own members `code`, `traceId` and `errors`. */
export interface Problem {
  /** `/problems/<code>`: relative, so that it is the same on every stage and domain. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** Stable; what a client branches on. */
  readonly code: string;
  /** The correlation id; finds the request in the logs. */
  readonly traceId: string;
  readonly errors?: readonly FieldError[];
}

export function statusOf(kind: ErrorKind): number {
  return kinds[kind][0];
}

/** Anything but a DomainError is a fault: nothing of it leaves but the trace id. */
export function problemOf(error: unknown, traceId: string): Problem {
  if (!(error instanceof DomainError)) {
    const code = 'internal-error';
    return { type: typeOf(code), title: 'Internal error', status: 500, code, traceId };
  }
  const [status, title] = kinds[error.kind];
  const { code, message: detail, fields } = error;
  const problem = { type: typeOf(code), title, status, detail, code, traceId };
  return fields.length === 0 ? problem : { ...problem, errors: fields };
}

function typeOf(code: string): string {
  return `/problems/${code}`;
}

/** The part of a structured logger that the router needs. */
export interface HttpLogger {
  info(message: string, attributes: Record<string, unknown>): void;
  error(message: string, attributes: Record<string, unknown>): void;
}

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
