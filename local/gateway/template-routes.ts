import { FUNCTION_TYPE, type FunctionDefinition } from '../lambda/function-definition';
import { isJsonObject, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
import { HTTP_API_TYPE } from './api-definition';
import { requirePermissions } from './api-permissions';
import { ApiAuthorizers } from './authorizers/api-authorizers';
import type { DeclaredRoute } from './declared-route';
import { definitionRoutes } from './definition-routes';
import { API_ID } from './http-event';
import { integrationSettings } from './integration';
import { DEFAULT_ROUTE, routeKey, type Route } from './route';

/**
 * The routes of the HTTP API: those of its own document, and the events of type HttpApi of the functions.
 * Source: "HttpApi" under "EventSource" of the AWS SAM specification.
 *
 * @throws TemplateError when a route is declared twice, asks for an authorizer that there is not, or may not call its function
 */
export function templateRoutes(
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
): Route[] {
  const api = resources.find(({ type }) => type === HTTP_API_TYPE);
  const authorizers = api && ApiAuthorizers.of(api, functions);
  const events = resources.flatMap((resource) => eventRoutes(resource, authorizers));
  const ofDocument = api && authorizers ? definitionRoutes(api, functions, authorizers) : [];
  const declared = [...ofDocument, ...events];
  if (api !== undefined) requirePermissions(api.logicalId, declared, resources, functions);
  refuseDoubles(declared);
  return declared.map(({ route }) => route);
}

function refuseDoubles(routes: readonly DeclaredRoute[]): void {
  const owners = new Map<string, string>();
  for (const { route, path } of routes) {
    const key = routeKey(route);
    const owner = owners.get(key);
    if (owner !== undefined) throw new TemplateError(path, `${owner} already has the route ${key}`);
    owners.set(key, route.functionId);
  }
}

function eventRoutes(resource: Resource, authorizers: ApiAuthorizers | undefined): DeclaredRoute[] {
  if (resource.type !== FUNCTION_TYPE) return [];
  return httpEvents(resource).map(([name, properties]) => {
    const path = ['Resources', resource.logicalId, 'Properties', 'Events', name];
    return { route: routeOf(resource.logicalId, properties, path, authorizers), path, calls: undefined };
  });
}

function httpEvents({ properties }: Resource): [string, JsonObject][] {
  const events = isJsonObject(properties.Events) ? properties.Events : {};
  return Object.entries(events).flatMap(([name, event]): [string, JsonObject][] =>
    isJsonObject(event) && event.Type === 'HttpApi'
      ? [[name, isJsonObject(event.Properties) ? event.Properties : {}]]
      : [],
  );
}

function routeOf(
  functionId: string,
  properties: JsonObject,
  path: readonly string[],
  authorizers: ApiAuthorizers | undefined,
): Route {
  const { Path: routePath = DEFAULT_ROUTE, Method: method = 'ANY', Auth: auth } = properties;
  if (typeof routePath !== 'string' || (routePath !== DEFAULT_ROUTE && !routePath.startsWith('/'))) {
    throw new TemplateError([...path, 'Properties', 'Path'], `must begin with "/" or be ${DEFAULT_ROUTE}`);
  }
  refuseForeignApi(properties.ApiId, [...path, 'Properties', 'ApiId']);
  const asked = methodOf(method, path);
  const authorization = authorizers?.ofEvent(asked, auth, [...path, 'Properties', 'Auth']);
  return {
    functionId,
    path: routePath,
    method: asked,
    ...integrationSettings(
      { value: properties.PayloadFormatVersion, path: [...path, 'Properties', 'PayloadFormatVersion'] },
      { value: properties.TimeoutInMillis, path: [...path, 'Properties', 'TimeoutInMillis'] },
    ),
    ...(authorization !== undefined && { authorization }),
  };
}

function refuseForeignApi(apiId: Json | undefined, path: readonly string[]): void {
  if (apiId === undefined || apiId === API_ID) return;
  throw new TemplateError(
    path,
    `must be !Ref of an ${HTTP_API_TYPE} of this template: no other API runs here`,
  );
}

function methodOf(method: Json, path: readonly string[]): string {
  if (typeof method !== 'string') throw new TemplateError([...path, 'Properties', 'Method'], 'must be text');
  const upper = method.toUpperCase();
  return upper === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : upper;
}
