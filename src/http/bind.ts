import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { contextOfRequest, type CommandContext } from '../eventsourcing/writing/command-context';
import type { FieldError } from '../kernel/domain-error';
import { jsonBodyOf, refuseBody } from './body';
import { malformed } from './errors';
import { expectedVersionOf, idempotencyOf, refuseIdempotencyKey, refuseIfMatch } from './headers';
import { parseQuery, refuseQuery } from './query';
import type { HttpRequest } from './request';
import type { DtoClass, Input } from './route';
import type { RouteMatch } from './route-table';

/** Who asks, as part of which conversation. */
export type Origin = Pick<CommandContext, 'actor' | 'correlationId'>;

/**
 * What the handler is called with. Whatever the request carries that no parameter takes is refused.
 *
 * @throws DomainError malformed, too-large or outdated; HttpError unsupported-media-type
 */
export function bind(request: HttpRequest, match: RouteMatch, origin: Origin): unknown[] {
  const { inputs } = match.route;
  refuseWhatNothingTakes(request, inputs);
  return inputs.map((input) => {
    switch (input.kind) {
      case 'body':
        return toDto(input.dto, jsonBodyOf(request));
      case 'query':
        return toDto(input.dto, parseQuery(request.query));
      case 'param':
        return parameterOf(input, match.parameters.get(input.name) ?? '');
      case 'caller':
        return callerOf(request, origin);
    }
  });
}

function refuseWhatNothingTakes(request: HttpRequest, inputs: readonly Input[]): void {
  const takes = (kind: Input['kind']): boolean => inputs.some((input) => input.kind === kind);
  if (!takes('body')) refuseBody(request);
  if (!takes('query')) refuseQuery(request.query);
  if (!takes('caller')) {
    refuseIfMatch(request);
    refuseIdempotencyKey(request);
  }
}

function parameterOf({ name, parser }: Extract<Input, { kind: 'param' }>, text: string): unknown {
  const value = parser.parse(text);
  if (value !== undefined) return value;
  const { expected } = parser;
  throw malformed(`The path needs ${expected}.`, [{ field: name, message: `${name} must be ${expected}` }]);
}

function callerOf(request: HttpRequest, origin: Origin): CommandContext {
  return contextOfRequest({ ...origin, id: request.id }, expectedVersionOf(request), idempotencyOf(request));
}

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
