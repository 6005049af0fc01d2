import type { Route } from '../../src/http/route';

/** What a generated client calls the route: `registerUser`, or `noteWrite` when its controller does not say. */
export function operationIdOf({ id, controller, name }: Route): string {
  const tag = controller.name.replace(/Controller$/, '');
  return id ?? `${tag.charAt(0).toLowerCase()}${tag.slice(1)}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
