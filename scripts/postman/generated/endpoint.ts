import type { Route } from '../../../src/http/route';
import { sampleOf, type Schema } from '../../template/sample';
import type { OpenApiDocument, Operation, Parameter } from '../../openapi/openapi-document';
import type { Body, Request } from './request';

/** An aggregate as the generator sees it. */
export interface Subject {
  /** `iam/user` */
  readonly type: string;
  /** Of its variables: `user` of `userId` and `userVersion`. */
  readonly word: string;
  /** Position of its context. */
  readonly context: number;
  /** Its routes, in the order of declaration. */
  readonly endpoints: readonly Endpoint[];
}

/** A route, and how it is asked. */
export interface Endpoint {
  readonly route: Route;
  readonly operation: Operation;
  /** Names of the query parameters that it takes. */
  readonly query: readonly string[];
  /** As its schema and its examples say. */
  readonly request: Request;
}

export const isCommand = ({ route }: Endpoint): boolean => route.method !== 'GET';

/** The codes with which a route says that it refuses. */
export function codesOf({ route }: Endpoint): string[] {
  return route.refusals.flatMap(({ codes }) => codes);
}

/** `price-list` -> `priceList` */
export function wordOf(type: string): string {
  return (type.split('/').at(-1) ?? type).replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

export function endpointOf(route: Route, document: OpenApiDocument, word: string, context: number): Endpoint {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()];
  if (!operation) throw new Error(`${route.method} ${route.path} is not in the OpenAPI document.`);
  const parameters = operation.parameters.filter((each): each is Parameter => 'schema' in each);
  const { schemas } = document.components;
  const sample = (name: string, schema: Schema, nested = false): unknown => {
    if (schema.format !== 'uuid') return sampleOf(schema, `{{${variableOf(name, word, nested)}}}`, schemas);
    return `{{${variableOf(name, word, nested)}}}`;
  };
  const path = route.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? {};
    return String(sample(name, schema));
  });
  const needed = parameters.filter((each) => each.in === 'query' && each.required);
  const query = needed.map(
    ({ name, schema }) => `${name}=${encodeURIComponent(String(sample(name, schema)))}`,
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema && (fill(schema, '', schemas, sample) as Body);
  const own = `{{${word}Id}}`;
  const isNamed = route.method === 'GET' || (path + JSON.stringify(body ?? {})).includes(own);
  return {
    route,
    operation,
    query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    request: {
      context,
      method: route.method,
      target: path + (query.length > 0 ? `?${query.join('&')}` : ''),
      ...(body && { body }),
      // It is about whoever asks.
      ...(!isNamed && { subject: own }),
    },
  };
}

/** `id` is the aggregate's own, any other identity is what it is called. */
function variableOf(name: string, word: string, nested: boolean): string {
  if (!nested && name === 'id') return `${word}Id`;
  return name.endsWith('Id') ? name : `${word}${name.charAt(0).toUpperCase()}${name.slice(1)}Id`;
}

/** All required fields, those that have an example, and the id that a client may choose. */
function fill(
  schema: Schema,
  name: string,
  schemas: Readonly<Record<string, Schema>>,
  sample: (name: string, schema: Schema, nested: boolean) => unknown,
  depth = 0,
): unknown {
  if (schema.$ref !== undefined) {
    return fill(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, schemas, sample, depth);
  }
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema;
    const wanted = Object.entries(properties).filter(
      ([field, { examples }]) =>
        required.includes(field) || examples !== undefined || (depth === 0 && field === 'id'),
    );
    return Object.fromEntries(
      wanted.map(([field, each]) => [field, fill(each, field, schemas, sample, depth + 1)]),
    );
  }
  if (schema.type === 'array') return [fill(schema.items ?? {}, name, schemas, sample, depth + 1)];
  return sample(name, schema, depth > 1);
}
