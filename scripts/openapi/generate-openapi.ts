import type { ControllerClass, DtoClass, Route } from '../../src/http/route';
import { routesOf } from '../../src/http/routes';
import { accessText } from './access-text';
import { ComponentSchemas } from './component-schemas';
import { exampleOf } from './example-of';
import { linksOf } from './links-of';
import type { OpenApiDocument, OpenApiInfo, Operation } from './openapi-document';
import { operationIdOf } from './operation-id';
import { parametersOf } from './parameters-of';
import { problemComponents } from './problem-responses';
import { gatewayMessageSchema, problemSchema } from './problem-schema';
import { responsesOf } from './responses-of';
import { headerComponents, parameterComponents } from './shared-components';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Of the scheme by which a request says who asks. */
const TOKENS = 'Tokens';

/**
 * The OpenAPI 3.1 document of some controllers: the same for the same declarations, in whatever order they come.
 *
 * @throws Error when two routes would share an operation id, or two classes a schema
 */
export function generateOpenApi(controllers: readonly ControllerClass[], info: OpenApiInfo): OpenApiDocument {
  const routes = controllers.flatMap(routesOf).sort(byPathThenMethod);
  const schemas = new ComponentSchemas();
  const paths: Record<string, Record<string, Operation>> = {};
  const operationIds = new Set<string>();
  for (const route of routes) {
    const operation = operationOf(route, schemas, routes);
    if (operationIds.has(operation.operationId)) {
      throw new Error(
        `Two operations are called ${operation.operationId}; rename a method or its controller.`,
      );
    }
    operationIds.add(operation.operationId);
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation;
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'The API that this document was fetched from.' }],
    tags: [...new Set(routes.map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      headers: headerComponents,
      parameters: parameterComponents,
      responses: problemComponents(),
      schemas: { ...schemas.toJSON(), GatewayMessage: gatewayMessageSchema, Problem: problemSchema },
      securitySchemes: { [TOKENS]: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

export function printOpenApi(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operationOf(route: Route, schemas: ComponentSchemas, routes: readonly Route[]): Operation {
  const [body] = route.inputs.flatMap((input) => (input.kind === 'body' ? [input.dto] : []));
  const tag = tagOf(route);
  return {
    operationId: operationIdOf(route),
    tags: [tag],
    summary: route.summary,
    ...descriptionOf(route),
    security: securityOf(route),
    parameters: parametersOf(route),
    ...(body === undefined ? {} : { requestBody: bodyOf(body, schemas) }),
    responses: responsesOf(route, schemas, linksOf(route, routes)),
  };
}

/** One of these suffices, with the roles that it needs (OpenAPI 3.1, "Security Requirement Object"). */
function securityOf({ access }: Route): Operation['security'] {
  if (access.kind === 'public') return [];
  return access.conditions.map((condition) => ({
    [TOKENS]: 'role' in condition ? [condition.role] : [],
  }));
}

/** With who may call it: of ownership a security requirement cannot tell. */
function descriptionOf({ description, access }: Route): Pick<Operation, 'description'> {
  const parts = [description, accessText(access)].filter((part) => part !== undefined);
  return parts.length === 0 ? {} : { description: parts.join('\n\n') };
}

function bodyOf(body: DtoClass, schemas: ComponentSchemas): NonNullable<Operation['requestBody']> {
  const schema = { ...schemas.refer(body, true) };
  return { required: true, content: { 'application/json': { schema, example: exampleOf(body) } } };
}

function tagOf(route: Route): string {
  return route.controller.name.replace(/Controller$/, '');
}

function byPathThenMethod(a: Route, b: Route): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}
