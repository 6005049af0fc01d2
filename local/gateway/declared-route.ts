import type { Route } from './route';

/** A route with the place of the template that declares it. */
export interface DeclaredRoute {
  readonly route: Route;
  /** Of the declaration in the template. */
  readonly path: readonly string[];
  /**
   * ARN, with the alias if there is one, that API Gateway needs a permission to invoke; undefined for a
   * function's own event, which SAM gives one.
   */
  readonly calls: string | undefined;
}
