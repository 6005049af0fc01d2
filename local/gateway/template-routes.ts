import { FUNCTION_TYPE } from '../lambda/function-definition';
import { isJsonObject, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
import { DEFAULT_ROUTE, routeKey, type Route } from './route';

/**
 * The routes that the functions' events of type HttpApi declare.
 * Source: "HttpApi" under "EventSource" of the AWS SAM specification.
 *
 * @throws TemplateError when two functions unique value one route or an event asks for an authorizer
 */
export function templateRoutes(resources: readonly Resource[]): Route[] {
  const owners = new Map<string, string>();
  return resources
    .filter(({ type }) => type === FUNCTION_TYPE)
    .flatMap((resource) =>
      httpEvents(resource).map(([name, properties]) => {
        const path = ['Resources', resource.logicalId, 'Properties', 'Events', name];
        const route = routeOf(resource.logicalId, properties, path);
        const owner = owners.get(routeKey(route));
        if (owner !== undefined)
          throw new TemplateError(path, `${owner} already has the route ${routeKey(route)}`);
        owners.set(routeKey(route), resource.logicalId);
        return route;
      }),
    );
}

function httpEvents({ properties }: Resource): [string, JsonObject][] {
  const events = isJsonObject(properties.Events) ? properties.Events : {};
  return Object.entries(events).flatMap(([name, event]): [string, JsonObject][] =>
    isJsonObject(event) && event.Type === 'HttpApi'
      ? [[name, isJsonObject(event.Properties) ? event.Properties : {}]]
      : [],
  );
}

function routeOf(functionId: string, properties: JsonObject, path: readonly string[]): Route {
  const { Path: routePath = DEFAULT_ROUTE, Method: method = 'ANY', Auth: auth } = properties;
  if (isJsonObject(auth) && auth.Authorizer !== 'NONE') {
    throw new TemplateError([...path, 'Properties', 'Auth'], 'authorizers do not run on this machine');
  }
  if (typeof routePath !== 'string' || (routePath !== DEFAULT_ROUTE && !routePath.startsWith('/'))) {
    throw new TemplateError([...path, 'Properties', 'Path'], `must begin with "/" or be ${DEFAULT_ROUTE}`);
  }
  return { functionId, path: routePath, method: methodOf(method, path) };
}

function methodOf(method: Json, path: readonly string[]): string {
  if (typeof method !== 'string') throw new TemplateError([...path, 'Properties', 'Method'], 'must be text');
  const upper = method.toUpperCase();
  return upper === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : upper;
}
