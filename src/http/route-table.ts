import { DomainError } from '../kernel/domain-error';
import { malformed, MethodNotAllowedError } from './errors';
import { matchPath, RouteDefinitionError, shapeOf, type Route } from './route';

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

  /** @throws DomainError malformed or not-found; MethodNotAllowedError */
  match(method: string, path: string): RouteMatch {
    const segments = path.split('/').map(decode);
    const candidates = this.entries.flatMap((entry) => {
      const parameters = matchPath(entry.path, segments);
      return parameters === undefined ? [] : [{ entry, parameters }];
    });
    const found = candidates.find(({ entry }) => entry.method === method);
    if (found?.entry.route !== undefined) return { route: found.entry.route, parameters: found.parameters };
    if (found !== undefined || candidates.length === 0) {
      throw new DomainError('not-found', 'not-found', 'There is nothing at this path.');
    }
    throw new MethodNotAllowedError([...new Set(candidates.map(({ entry }) => entry.method))].sort());
  }
}

function refuseDuplicates(routes: readonly Route[]): void {
  const seen = new Map<string, string>();
  for (const route of routes) {
    const key = `${route.method} ${shapeOf(route.path)}`;
    const where = `${route.controller.name}.${route.name}`;
    const first = seen.get(key);
    if (first !== undefined) {
      throw new RouteDefinitionError(
        where,
        `${route.method} ${route.path} is taken by ${first}; change one of them.`,
      );
    }
    seen.set(key, where);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw malformed('The path is not valid percent-encoded UTF-8.', [], cause);
  }
}
