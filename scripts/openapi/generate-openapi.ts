import type { ControllerClass, Route } from '../../src/http/route';
import { routesOf } from '../../src/http/routes';
import type { EventSource } from '../../src/kernel/event-source';
import { ComponentSchemas } from './component-schemas';
import type { OpenApiDocument, OpenApiInfo, Operation } from './openapi-document';
import { parametersOf } from './parameters-of';
import { withPersonalFields } from './personal-fields';
import { problemComponents } from './problem-responses';
import { problemSchema } from './problem-schema';
import { responsesOf } from './responses-of';
import { headerComponents, parameterComponents } from './shared-components';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * The OpenAPI 3.1 document of some controllers: the same for the same declarations, in whatever order they come.
 *
 * @param sources of the events that the controllers show
 * @throws Error when two routes would share an operation id, or two classes a schema
 */
export function generateOpenApi(
  controllers: readonly ControllerClass[],
  info: OpenApiInfo,
  sources: readonly EventSource[] = [],
): OpenApiDocument {
  const routes = controllers.flatMap(routesOf).sort(byPathThenMethod);
  const schemas = new ComponentSchemas();
  const paths: Record<string, Record<string, Operation>> = {};
  const operationIds = new Set<string>();
  for (const route of routes) {
    const operation = operationOf(route, schemas);
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
    tags: [...new Set(routes.map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      headers: headerComponents,
      parameters: parameterComponents,
      responses: problemComponents(),
      schemas: { ...withPersonalFields(schemas.toJSON(), sources), Problem: problemSchema },
    },
  };
}

export function printOpenApi(document: OpenApiDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operationOf(route: Route, schemas: ComponentSchemas): Operation {
  const [body] = route.inputs.flatMap((input) => (input.kind === 'body' ? [input.dto] : []));
  const tag = tagOf(route);
  return {
    operationId: `${tag.charAt(0).toLowerCase()}${tag.slice(1)}${route.name.charAt(0).toUpperCase()}${route.name.slice(1)}`,
    tags: [tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    // The only rule so far is `public`.
    security: [],
    parameters: parametersOf(route),
    ...(body === undefined ? {} : { requestBody: bodyOf(schemas.refer(body, true)) }),
    responses: responsesOf(route, schemas),
  };
}

function bodyOf(schema: { readonly $ref: string }): NonNullable<Operation['requestBody']> {
  return { required: true, content: { 'application/json': { schema: { ...schema } } } };
}

function tagOf(route: Route): string {
  return route.controller.name.replace(/Controller$/, '');
}

function byPathThenMethod(a: Route, b: Route): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}
