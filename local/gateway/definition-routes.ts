import type { FunctionDefinition } from '../lambda/function-definition';
import type { FunctionReference } from '../lambda/function-reference';
import { isJsonObject, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
import { booleanOf } from '../template/values';
import { apiDefinition, refuseExtensions } from './api-definition';
import type { ApiAuthorizers } from './authorizers/api-authorizers';
import type { DeclaredRoute } from './declared-route';
import { integratedFunction } from './integrated-function';
import { integrationSettings } from './integration';
import { DEFAULT_ROUTE } from './route';

const ANY_METHOD = 'x-amazon-apigateway-any-method';
const INTEGRATION = 'x-amazon-apigateway-integration';
const FORMAT = 'payloadFormatVersion';
const TIMEOUT = 'timeoutInMillis';

const methods = new Set(['delete', 'get', 'head', 'options', 'patch', 'post', 'put', ANY_METHOD]);
const descriptions = new Set(['description', 'parameters', 'servers', 'summary']);

/** What an integration has to hold; nothing else of it runs on this machine. */
const requiredValues: Readonly<Record<string, readonly string[]>> = {
  type: ['aws_proxy', 'AWS_PROXY'],
  httpMethod: ['POST'],
};
const knownValues: Readonly<Record<string, readonly string[]>> = {
  ...requiredValues,
  connectionType: ['INTERNET'],
};

/**
 * The routes that an API's own OpenAPI document declares. Sources: "x-amazon-apigateway-integration object",
 * "x-amazon-apigateway-any-method object" and "Working with routes for HTTP APIs" of API Gateway.
 *
 * @throws TemplateError for an integration that is not a function of this template
 */
export function definitionRoutes(
  api: Resource,
  functions: readonly FunctionDefinition[],
  authorizers: ApiAuthorizers,
): DeclaredRoute[] {
  const definition = apiDefinition(api);
  if (definition === undefined) return [];
  const place = [...definition.path, 'paths'];
  return entriesOf(definition.body.paths ?? {}, place).flatMap(([name, item]) =>
    entriesOf(item, [...place, name]).flatMap(([method, operation]) => {
      const path = [...place, name, method];
      if (descriptions.has(method)) return [];
      if (!methods.has(method)) {
        throw new TemplateError(path, `is no method of an HTTP API; use ${[...methods].join(', ')}`);
      }
      return declaredRoute(name, method, object(operation, path), path, { functions, authorizers });
    }),
  );
}

interface Surroundings {
  readonly functions: readonly FunctionDefinition[];
  readonly authorizers: ApiAuthorizers;
}

function declaredRoute(
  name: string,
  method: string,
  operation: JsonObject,
  path: readonly string[],
  { functions, authorizers }: Surroundings,
): DeclaredRoute {
  refuseExtensions(operation, new Set([INTEGRATION]), path);
  const integration = operation[INTEGRATION];
  if (!isJsonObject(integration)) throw new TemplateError(path, `needs an ${INTEGRATION}`);
  const { functionId, arn } = integratedFunctionOf(integration, [...path, INTEGRATION], functions);
  const authorization = authorizers.ofOperation(method, operation.security, [...path, 'security']);
  return {
    route: {
      functionId,
      method: method === ANY_METHOD ? 'ANY' : method.toUpperCase(),
      path: routePath(name, method, booleanOf(operation.isDefaultRoute ?? false) === true, path),
      ...integrationSettings(
        // API Gateway asks for it, although it has a default in SAM.
        { value: integration[FORMAT] ?? null, path: [...path, INTEGRATION, FORMAT] },
        { value: integration[TIMEOUT], path: [...path, INTEGRATION, TIMEOUT] },
      ),
      ...(authorization !== undefined && { authorization }),
    },
    path: [...path, INTEGRATION],
    calls: arn,
  };
}

/** API Gateway exports the default route as the path `/$default`; SAM writes it without the slash. */
function routePath(name: string, method: string, isDefault: boolean, path: readonly string[]): string {
  const isNamedSo = name === DEFAULT_ROUTE || name === `/${DEFAULT_ROUTE}`;
  if (isNamedSo && isDefault && method === ANY_METHOD) return DEFAULT_ROUTE;
  if (isNamedSo || isDefault) {
    throw new TemplateError(
      path,
      `the default route is the path /${DEFAULT_ROUTE} with ${ANY_METHOD} and isDefaultRoute: true`,
    );
  }
  if (name.startsWith('/')) return name;
  throw new TemplateError(path, 'a path must begin with "/"');
}

function integratedFunctionOf(
  integration: JsonObject,
  path: readonly string[],
  functions: readonly FunctionDefinition[],
): FunctionReference {
  const { uri, ...settings } = integration;
  for (const [name, values] of Object.entries(requiredValues)) {
    const [value = ''] = values;
    if (!values.some((each) => each === settings[name]))
      throw new TemplateError([...path, name], `must be the text '${value}' on this machine`);
  }
  const stranger = Object.entries(settings).find(
    ([name, value]) =>
      name !== FORMAT && name !== TIMEOUT && knownValues[name]?.some((each) => each === value) !== true,
  );
  if (stranger !== undefined)
    throw new TemplateError([...path, stranger[0]], 'does not run on this machine; remove it');
  return integratedFunction(uri, [...path, 'uri'], functions);
}

function entriesOf(value: Json, path: readonly string[]): [string, Json][] {
  return Object.entries(object(value, path));
}

function object(value: Json, path: readonly string[]): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TemplateError(path, 'must be a map');
}
