import { DomainError, type ErrorKind, type FieldError } from '../kernel/domain-error';
import { HttpError, type HttpErrorKind } from './errors';

/** Whatever a request can be refused for, by the domain or by HTTP itself. */
export type ProblemKind = ErrorKind | HttpErrorKind;

/** The one table from kind to status and title. */
const kinds: Readonly<Record<ProblemKind, readonly [status: number, title: string]>> = {
  malformed: [400, 'Malformed request'],
  unauthorized: [401, 'Authentication needed'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  conflict: [409, 'Conflict'],
  outdated: [412, 'Precondition failed'],
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

export function statusOf(kind: ProblemKind): number {
  return kinds[kind][0];
}

/** Anything but a refusal is a fault: nothing of it leaves but the trace id. */
export function problemOf(error: unknown, traceId: string): Problem {
  if (!isRefusal(error)) {
    const code = 'internal-error';
    return { type: typeOf(code), title: 'Internal error', status: 500, code, traceId };
  }
  const problem = refusalProblem(error.kind, error.code, traceId, error.message);
  const fields = error instanceof DomainError ? error.fields : [];
  return fields.length === 0 ? problem : { ...problem, errors: fields };
}

/** The problem that a refusal of this kind and code becomes. @param detail what it says to people */
export function refusalProblem(kind: ProblemKind, code: string, traceId: string, detail?: string): Problem {
  const [status, title] = kinds[kind];
  return { type: typeOf(code), title, status, ...(detail === undefined ? {} : { detail }), code, traceId };
}

/** Whether it was meant: thrown by the domain, or by HTTP's own rules. */
export function isRefusal(error: unknown): error is DomainError | HttpError {
  return error instanceof DomainError || error instanceof HttpError;
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
  if (!isRefusal(error)) {
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
