import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { contextOfRequest, type CommandContext } from '../eventsourcing/writing/command-context';
import { actorOf, type Principal } from '../identity/principal';
import type { DomainError, FieldError } from '../kernel/domain-error';
import { malformed, HttpError } from './errors';
import { fingerprintOf, type Asked } from './fingerprint';
import { parseJson } from './json-text';
import {
  expectedVersionOf,
  idempotencyOf,
  isUnsafeKey,
  refuseIdempotencyKey,
  refuseIfMatch,
  refuseIfNoneMatch,
  bodyTextOf,
  type HttpRequest,
} from './request';
import type { DtoClass, Input, Route, RouteMatch } from './route';

/** Who asks, as part of which conversation. */
export interface Origin extends Pick<CommandContext, 'correlationId'> {
  readonly principal: Principal;
}

/**
 * What the handler is called with. Whatever the request carries that no parameter takes is refused.
 *
 * @throws DomainError malformed, too-large or outdated; HttpError unsupported-media-type
 */
export function bind(request: HttpRequest, match: RouteMatch, origin: Origin): unknown[] {
  const { route } = match;
  refuseWhatNothingTakes(request, route.inputs);
  const values = route.inputs.map((input) => valueOf(input, request, match, origin));
  const asked = Object.fromEntries(
    route.inputs.flatMap((input, index) =>
      input.kind === 'caller' || input.kind === 'command'
        ? []
        : [[input.kind === 'param' ? `{${input.name}}` : input.kind, values[index]]],
    ),
  );
  return values.map((value) => (value === COMMAND ? commandOf(request, route, asked, origin) : value));
}

/** Stands where the command's context will be: what a request is known by is made of all other inputs. */
const COMMAND = Symbol('command');

function valueOf(input: Input, request: HttpRequest, match: RouteMatch, { principal }: Origin): unknown {
  switch (input.kind) {
    case 'body':
      return toDto(input.dto, jsonBodyOf(request));
    case 'query':
      return toDto(input.dto, parseQuery(request.query));
    case 'param':
      return parameterOf(input, match.parameters.get(input.name) ?? '');
    case 'caller':
      return principal;
    case 'command':
      return COMMAND;
  }
}

function refuseWhatNothingTakes(request: HttpRequest, inputs: readonly Input[]): void {
  const takes = (kind: Input['kind']): boolean => inputs.some((input) => input.kind === kind);
  if (!takes('body')) refuseBody(request);
  if (!takes('query')) refuseQuery(request.query);
  if (!takes('command')) {
    refuseIfMatch(request);
    refuseIdempotencyKey(request, 'on commands');
  } else {
    if (inputs.some((input) => input.kind === 'command' && input.isVersioned === false))
      refuseIfMatch(request);
    refuseIfNoneMatch(request);
  }
}

function parameterOf({ name, parser }: Extract<Input, { kind: 'param' }>, text: string): unknown {
  const value = parser.parse(text);
  if (value !== undefined) return value;
  const { expected } = parser;
  throw malformed(`The path needs ${expected}.`, [{ field: name, message: `${name} must be ${expected}` }]);
}

function commandOf(
  request: HttpRequest,
  route: Route,
  asked: Asked,
  { principal, correlationId }: Origin,
): CommandContext {
  const version = expectedVersionOf(request);
  // Whoever has no name would share one space of keys with everybody, and get the answers that others were given.
  if (principal.kind === 'anonymous') refuseIdempotencyKey(request, 'with a token');
  const idempotency = idempotencyOf(request, () => fingerprintOf(route, asked, version));
  const origin = { id: request.id, actor: actorOf(principal), correlationId };
  return contextOfRequest(origin, version, idempotency);
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

/** More than any route takes. */
const MAX_PARAMETERS = 100;

/**
 * Parses a query string strictly: each parameter once, everything valid percent-encoded UTF-8.
 *
 * @param query without the question mark; `+` is a space
 */
export function parseQuery(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  const pairs = query.split('&').filter((part) => part !== '');
  if (pairs.length > MAX_PARAMETERS) throw malformed(`Send at most ${MAX_PARAMETERS} query parameters.`);
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decodeQuery(equals < 0 ? pair : pair.slice(0, equals));
    if (isUnsafeKey(name)) throw malformed(`${name} cannot be a query parameter.`);
    if (Object.hasOwn(parameters, name)) {
      throw malformed('Send each query parameter once.', [{ field: shorten(name), message: 'is repeated' }]);
    }
    parameters[name] = equals < 0 ? '' : decodeQuery(pair.slice(equals + 1));
  }
  return parameters;
}

/** A parameter that nothing reads would be ignored without a word. */
function refuseQuery(query: string): void {
  const fields = Object.keys(parseQuery(query)).map((name) => ({
    field: shorten(name),
    message: 'is unknown',
  }));
  if (fields.length > 0) throw malformed('This route takes no query parameters.', fields.slice(0, 50));
}

function shorten(name: string): string {
  return name.slice(0, 100);
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw malformed('The query string is not valid percent-encoded UTF-8.', [], cause);
  }
}

/** The body as a plain object that is safe to walk; its fields are not validated yet. */
function jsonBodyOf(request: HttpRequest): object {
  if (request.body === '') throw noBody();
  requireJson(request);
  const text = bodyTextOf(request);
  if (text === '') throw noBody();
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('The body must be a JSON object.');
  }
  return value;
}

function noBody(): DomainError {
  return malformed('Send a JSON object as the body.');
}

const EMPTY_OBJECT = /^\s*\{\s*\}\s*$/;
/** Those whose body means something (RFC 9110, 9.3). */
const WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** A body that no parameter takes would be lost without a word. `{}` loses nothing, and many clients send it with each POST. */
function refuseBody(request: HttpRequest): void {
  if (request.body === '') return;
  if (WITH_BODY.includes(request.method) && EMPTY_OBJECT.test(bodyTextOf(request))) return;
  throw malformed('This route takes no body; send none.');
}

const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;
const CHARSET = /^charset="?([^"]*)"?$/;

/**
 * @throws HttpError unsupported-media-type for anything but JSON in UTF-8 (RFC 8259, 8.1), and for what is compressed: a
 *   header that changes what the bytes mean is not passed over (RFC 9110, 8.4)
 */
export function requireJson(request: HttpRequest): void {
  const coding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (coding !== 'identity') throw unsupported('Send the body as it is, without a content-encoding.');
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charsets = parameters.flatMap((parameter) => CHARSET.exec(parameter)?.[1] ?? []);
  if (!JSON_TYPE.test(type) || charsets.some((charset) => charset !== 'utf-8' && charset !== 'utf8')) {
    throw unsupported('Send the body as content-type: application/json in UTF-8.');
  }
}

function unsupported(message: string): HttpError {
  return new HttpError('unsupported-media-type', 'unsupported-media-type', message);
}
