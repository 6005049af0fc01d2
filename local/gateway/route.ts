/** A route of the HTTP API. */
export interface Route {
  /** Upper case; `ANY` for all methods. Without meaning for the $default route. */
  readonly method: string;
  /** `/users/{id}`, `/files/{path+}` or `$default`. */
  readonly path: string;
  /** Logical id of the function that answers. */
  readonly functionId: string;
}

export const DEFAULT_ROUTE = '$default';

/** `GET /users/{id}`, as events name a route. */
export function routeKey({ method, path }: Route): string {
  return path === DEFAULT_ROUTE ? DEFAULT_ROUTE : `${method} ${path}`;
}
