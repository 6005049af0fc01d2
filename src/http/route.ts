import { DomainError, type ErrorKind } from '../kernel/domain-error';
import type { RateLimit } from '../outside/rate-limits';
import type { AccessRule } from './access';
import type { Answer, AnswerType } from './answer';
import { malformed, MethodNotAllowedError } from './errors';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type ControllerClass = new (...args: never[]) => object;
export type DtoClass = new () => object;
export type Handler = (...args: never[]) => Answer | Promise<Answer>;

/** How the text of a path parameter becomes a value. */
export interface PathParser<Value = unknown> {
  /** With its article, for messages: `a UUID`. */
  readonly expected: string;
  /** JSON Schema of the text, for OpenAPI. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** @returns undefined for text that is none */
  parse(text: string): Value | undefined;
}

/** Where a parameter of a handler gets its value from. */
export type Input =
  | { readonly kind: 'body' | 'query'; readonly dto: DtoClass }
  | { readonly kind: 'param'; readonly name: string; readonly parser: PathParser }
  /** The principal. */
  | { readonly kind: 'caller' }
  /** The context of a command. `isVersioned` is false where no client may learn the aggregate's version, nor name it. */
  | { readonly kind: 'command'; readonly isVersioned?: false };

export interface RouteOptions {
  /** What a generated client calls it: `registerUser`. Names of controller and method when absent. */
  readonly id?: string;
  /** One line, imperative: `Register a user`. */
  readonly summary: string;
  readonly description?: string;
}

export interface DocumentedRefusal {
  readonly kind: ErrorKind;
  readonly codes: readonly string[];
}

/** How many requests a route takes of whom. */
export interface RequestLimit extends RateLimit {
  /** An IPv4 address, or the /64 that an IPv6 address is in: one household or server has that many. */
  readonly per: 'address';
}

/** One way into a controller, complete and checked. */
export interface Route extends RouteOptions {
  readonly method: HttpMethod;
  /** Full path with its parameters in braces: `/users/{id}/roles`. */
  readonly path: string;
  readonly access: AccessRule;
  readonly controller: ControllerClass;
  /** Name of the handler method. */
  readonly name: string;
  readonly handler: Handler;
  /** In the order of the handler's parameters. */
  readonly inputs: readonly Input[];
  readonly answers: readonly AnswerType[];
  readonly refusals: readonly DocumentedRefusal[];
  readonly limits: readonly RequestLimit[];
}

/** A mistake in how a controller is declared; thrown at start-up, never while serving. */
export class RouteDefinitionError extends Error {
  override readonly name = 'RouteDefinitionError';

  /**
   * @param where class and method: `UserController.register`
   * @param fix what is wrong and what to write instead
   */
  constructor(where: string, fix: string) {
    super(`${where}: ${fix}`);
  }
}

const PARAMETER = /^\{([a-z][A-Za-z0-9]*)\}$/;
/** Without `~`, so that `{` sorts behind every literal: see RouteTable. */
const LITERAL = /^[A-Za-z0-9._-]+$/;

/** `/users` + `/{id}` -> `/users/{id}`; a lone `/` adds nothing. */
export function joinPaths(base: string, path: string): string {
  const joined = [base, path].filter((part) => part !== '/').join('');
  return joined === '' ? '/' : joined;
}

export function isRoutePath(path: string): boolean {
  if (path === '/') return true;
  const [first, ...segments] = path.split('/');
  return (
    first === '' &&
    segments.length > 0 &&
    segments.every((segment) => LITERAL.test(segment) || PARAMETER.test(segment))
  );
}

export function parameterName(segment: string): string | undefined {
  return PARAMETER.exec(segment)?.[1];
}

export function parameterNames(path: string): string[] {
  return path.split('/').flatMap((segment) => parameterName(segment) ?? []);
}

/** Two paths of one shape take the same requests, whatever their parameters are called. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}

/**
 * @param segments the requested path, split at `/` and percent-decoded
 * @returns the parameters by name, or undefined when the path is another one
 */
export function matchPath(path: string, segments: readonly string[]): Map<string, string> | undefined {
  const expected = path.split('/');
  if (expected.length !== segments.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const name = parameterName(expected[index] ?? '');
    if (name !== undefined && segment !== '') parameters.set(name, segment);
    else if (expected[index] !== segment) return undefined;
  }
  return parameters;
}

export interface RouteMatch {
  readonly route: Route;
  /** Percent-decoded, not yet validated. */
  readonly parameters: ReadonlyMap<string, string>;
}

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly route?: Route;
}

/** Finds the route of a request; literal segments win over parameters, as in API Gateway. */
export class RouteTable {
  private readonly entries: readonly Entry[];

  /**
   * @param elsewhere route keys (`GET /users/{id}`) that other functions serve: known here only so that a
   *   catch-all route can tell 405 from 404
   */
  constructor(routes: readonly Route[], elsewhere: readonly string[] = []) {
    refuseDuplicates(routes);
    const others = elsewhere.map((key): Entry => ({
      method: key.slice(0, key.indexOf(' ')),
      path: key.slice(key.indexOf(' ') + 1),
    }));
    const own = routes.map((route): Entry => ({ method: route.method, path: route.path, route }));
    // `{` is greater than every character of a literal segment, so literals come first.
    this.entries = [...own, ...others].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  }

  /** `HEAD` is answered by the route of `GET`. @throws DomainError malformed or not-found; MethodNotAllowedError */
  match(asked: string, path: string): RouteMatch {
    const method = asked === 'HEAD' ? 'GET' : asked;
    const segments = path.split('/').map(decodeSegment);
    const candidates = this.entries.flatMap((entry) => {
      const parameters = matchPath(entry.path, segments);
      return parameters === undefined ? [] : [{ entry, parameters }];
    });
    const found = candidates.find(({ entry }) => entry.method === method);
    if (found?.entry.route !== undefined) return { route: found.entry.route, parameters: found.parameters };
    if (found !== undefined || candidates.length === 0) {
      throw new DomainError('not-found', 'not-found', 'There is nothing at this path.');
    }
    throw new MethodNotAllowedError(allowedOf(candidates.map(({ entry }) => entry.method)));
  }
}

/** What `Allow` lists: HEAD wherever there is GET (RFC 9110, 9.1). */
function allowedOf(methods: readonly string[]): string[] {
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
}

function refuseDuplicates(routes: readonly Route[]): void {
  const [first] = duplicateRoutes(routes);
  if (first !== undefined) throw new RouteDefinitionError(first.where, first.fix);
}

/** Routes that take requests of another one: the first of them would answer, and nobody would hear of the second. */
export function duplicateRoutes(
  routes: readonly Route[],
): { readonly where: string; readonly fix: string }[] {
  const seen = new Map<string, string>();
  return routes.flatMap((route) => {
    const key = `${route.method} ${shapeOf(route.path)}`;
    const where = `${route.controller.name}.${route.name}`;
    const first = seen.get(key);
    seen.set(key, first ?? where);
    if (first === undefined) return [];
    return [{ where, fix: `${route.method} ${route.path} is taken by ${first}; change one of them.` }];
  });
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw malformed('The path is not valid percent-encoded UTF-8.', [], cause);
  }
}
