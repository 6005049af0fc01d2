import type { RouteAuthorization } from './authorizers/authorizer-definition';

/** A route of the HTTP API. */
export interface Route {
  /** Upper case; `ANY` for all methods. Without meaning for the $default route. */
  readonly method: string;
  /** `/users/{id}`, `/files/{path+}` or `$default`. */
  readonly path: string;
  /** Logical id of the function that answers. */
  readonly functionId: string;
  /** Of events and answers; 2.0 without it. */
  readonly payloadFormat?: '1.0';
  /** The longest that an answer may take, if the template says so; 30 s without it. */
  readonly timeoutMilliseconds?: number;
  /** What it asks of whoever calls it; anybody may without it. */
  readonly authorization?: RouteAuthorization;
}

export const DEFAULT_ROUTE = '$default';

/** `GET /users/{id}`, as events name a route. */
export function routeKey({ method, path }: Route): string {
  return path === DEFAULT_ROUTE ? DEFAULT_ROUTE : `${method} ${path}`;
}
