import { isRole } from '../identity/token-rules';
import { basePathOf, draftsOf, type RouteDraft } from './decorators';
import {
  isRoutePath,
  joinPaths,
  parameterNames,
  RouteDefinitionError,
  type ControllerClass,
  type Input,
  type Route,
} from './route';

/**
 * The routes that a controller's decorators declare, in the order of its methods.
 *
 * @throws RouteDefinitionError for the first mistake, naming class, method and fix
 */
export function routesOf(controller: ControllerClass): Route[] {
  const basePath = basePathOf(controller);
  if (basePath === undefined) {
    throw new RouteDefinitionError(controller.name, "add @Controller('/path') to the class.");
  }
  const drafts = draftsOf(controller);
  if (drafts.length === 0) {
    throw new RouteDefinitionError(
      controller.name,
      'add a method with @Get, @Post, @Put, @Patch or @Delete.',
    );
  }
  return drafts.map((draft) => complete(controller, basePath, draft));
}

/** What is wrong with the routes of a controller: the first mistake of each, with class, method and fix. */
export function routeMistakes(controller: ControllerClass): string[] {
  const basePath = basePathOf(controller);
  const drafts = draftsOf(controller);
  if (basePath === undefined || drafts.length === 0) return messageOf(() => routesOf(controller));
  return drafts.flatMap((draft) => messageOf(() => complete(controller, basePath, draft)));
}

function messageOf(declare: () => unknown): string[] {
  try {
    declare();
    return [];
  } catch (error) {
    if (error instanceof RouteDefinitionError) return [error.message];
    throw error;
  }
}

function complete(controller: ControllerClass, basePath: string, draft: RouteDraft): Route {
  const where = `${controller.name}.${draft.name}`;
  const { verb, access } = draft;
  if (verb === undefined) {
    throw new RouteDefinitionError(where, 'add @Get, @Post, @Put, @Patch or @Delete to make it a route.');
  }
  if (access === undefined) {
    throw new RouteDefinitionError(
      where,
      "add @Access('admin'), say: a route that names nobody is open to nobody.",
    );
  }
  const route: Route = {
    ...verb.options,
    method: verb.method,
    path: joinPaths(basePath, verb.path),
    access,
    controller,
    name: draft.name,
    handler: verb.handler,
    inputs: draft.inputs.filter((input) => input !== undefined),
    answers: draft.answers,
    refusals: draft.refusals,
    limits: draft.limits,
  };
  checkRoute(route, draft.inputs);
  return route;
}

/**
 * Throws for a route that would misbehave when called, with the fix.
 *
 * @param inputs by parameter position, with holes where a decorator is missing
 */
export function checkRoute(route: Route, inputs: readonly (Input | undefined)[]): void {
  const mistake = [...mistakesOf(route, inputs)][0];
  if (mistake !== undefined) {
    throw new RouteDefinitionError(`${route.controller.name}.${route.name}`, mistake);
  }
}

function* mistakesOf(route: Route, inputs: readonly (Input | undefined)[]): Generator<string> {
  const declared = parameterNames(route.path);
  const taken = inputs.flatMap((input) => (input?.kind === 'param' ? [input.name] : []));
  const count = (kind: Input['kind']): number => inputs.filter((input) => input?.kind === kind).length;

  yield* accessMistakesOf(route, declared);
  if (!isRoutePath(route.path)) {
    yield `the path ${route.path} must look like /users/{id}: a leading slash, no trailing one, names in braces.`;
  }
  for (let index = 0; index < Math.max(inputs.length, route.handler.length); index += 1) {
    if (inputs[index] === undefined) {
      yield `parameter ${index + 1} needs @Body(Dto), @Query(Dto), @Param('name'), @Caller() or @Command().`;
    }
  }
  for (const name of new Set([...declared, ...taken])) {
    const inPath = declared.filter((other) => other === name).length;
    const inMethod = taken.filter((other) => other === name).length;
    if (inPath > 1) yield `the path names {${name}} twice; give each parameter its own name.`;
    if (inMethod === 0) yield `add a parameter with @Param('${name}'), the path has {${name}}.`;
    if (inPath === 0) yield `remove @Param('${name}') or put {${name}} into the path ${route.path}.`;
    if (inMethod > 1) yield `take @Param('${name}') once.`;
  }
  if (count('body') > 1 || count('query') > 1)
    yield 'take one @Body and one @Query at most; join their classes.';
  if (count('body') > 0 && (route.method === 'GET' || route.method === 'DELETE')) {
    yield `a ${route.method} request has no body (RFC 9110, 9.3); use @Query or @Param instead of @Body.`;
  }
}

function* accessMistakesOf({ access, method }: Route, parameters: readonly string[]): Generator<string> {
  if (access.kind === 'public') {
    if (access.because === undefined && method !== 'GET') {
      yield "a write that everybody may send says why: @Access('public', because('...')).";
    }
    return;
  }
  if (access.conditions.length === 0) yield "@Access() names nobody; write @Access('admin'), say.";
  for (const condition of access.conditions) {
    const role = 'role' in condition ? condition.role : undefined;
    if (role === 'public') yield "@Access('public') stands alone: who else is named makes no difference.";
    if (role !== undefined && !isRole(role)) {
      yield `the role ${String(role)} in @Access must be lower-case letters, digits and hyphens.`;
    }
    if (condition.kind === 'owner' && !parameters.includes(condition.parameter)) {
      yield `owner('${condition.parameter}') in @Access needs a parameter {${condition.parameter}} in the path.`;
    }
  }
}
