import { isRefusal } from '../../src/http/problem';
import type { RouteMatch, RouteTable } from '../../src/http/route';
import { letIn, type Bearer } from './let-in';

/**
 * Whoever the route of a request lets in; undefined for a public one, and where there is none.
 *
 * @param path may have places, `/users/{{annId}}`
 * @param subject of those of whom it makes no difference
 */
export function bearerOf(
  table: RouteTable,
  method: string,
  path: string,
  subject: string,
): Bearer | undefined {
  const match = matchOf(table, method, path);
  return match && letIn(match.route.access, Object.fromEntries(match.parameters), subject)[0];
}

/** The route of a request; undefined for a path or method that no route has. */
export function matchOf(table: RouteTable, method: string, path: string): RouteMatch | undefined {
  try {
    return table.match(method, path);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
