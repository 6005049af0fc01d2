import type { RouteDraft } from '../decorators/route-draft';
import { basePathOf, draftsOf } from '../decorators/route-draft';
import { checkRoute } from './check-route';
import type { ControllerClass, Route } from './route';
import { RouteDefinitionError } from './route-definition-error';
import { joinPaths } from './route-path';

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

function complete(controller: ControllerClass, basePath: string, draft: RouteDraft): Route {
  const where = `${controller.name}.${draft.name}`;
  const { verb, access } = draft;
  if (verb === undefined) {
    throw new RouteDefinitionError(where, 'add @Get, @Post, @Put, @Patch or @Delete to make it a route.');
  }
  if (access === undefined) {
    throw new RouteDefinitionError(
      where,
      "add @Access('public'): a route that names nobody is open to nobody.",
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
  };
  checkRoute(route, draft.inputs);
  return route;
}
