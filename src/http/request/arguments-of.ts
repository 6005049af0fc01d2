import type { CommandContext } from '../../eventsourcing/writing/command-context';
import type { Input } from '../routing/route';
import type { RouteMatch } from '../routing/route-table';
import { expectedVersionOf, refuseIfMatch } from './expected-version';
import type { HttpRequest } from './http-request';
import { idempotencyOf, refuseIdempotencyKey } from './idempotency-key';
import { jsonBodyOf, refuseBody } from './json-body';
import { malformed } from './malformed';
import { parseQuery, refuseQuery } from './query-parameters';
import { toDto } from './to-dto';
import { isUuid } from './uuid';

/**
 * What the handler is called with. Whatever the request carries that no parameter takes is refused.
 *
 * @throws DomainError malformed, too-large, unsupported-media-type or precondition-failed
 */
export function argumentsOf(request: HttpRequest, match: RouteMatch, correlationId: string): unknown[] {
  const { inputs } = match.route;
  const takes = (kind: Input['kind']): boolean => inputs.some((input) => input.kind === kind);
  if (!takes('body')) refuseBody(request);
  if (!takes('query')) refuseQuery(request.query);
  if (!takes('caller')) {
    refuseIfMatch(request);
    refuseIdempotencyKey(request);
  }
  return inputs.map((input) => {
    switch (input.kind) {
      case 'body':
        return toDto(input.dto, jsonBodyOf(request));
      case 'query':
        return toDto(input.dto, parseQuery(request.query));
      case 'param':
        return uuidOf(input.name, match.parameters.get(input.name));
      case 'caller':
        return callerOf(request, correlationId);
    }
  });
}

function uuidOf(field: string, value: string | undefined): string {
  if (!isUuid(value))
    throw malformed('The path needs a UUID.', [{ field, message: `${field} must be a UUID` }]);
  return value.toLowerCase();
}

function callerOf(request: HttpRequest, correlationId: string): CommandContext {
  const expectedVersion = expectedVersionOf(request);
  const idempotency = idempotencyOf(request);
  return {
    correlationId,
    causationId: request.id,
    actor: 'anonymous',
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...(idempotency && { idempotency }),
  };
}
