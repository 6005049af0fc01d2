import type { DtoClass, Input, Route } from '../../src/http/route';
import type { Parameter, Reference } from './openapi-document';
import { schemaOf } from './schema-of';

export function parametersOf(route: Route): (Parameter | Reference)[] {
  const declared = route.inputs.flatMap((input): Parameter[] => {
    if (input.kind === 'param') return [pathParameter(input)];
    return input.kind === 'query' ? queryParameters(input.dto) : [];
  });
  const takesCaller = route.inputs.some((input) => input.kind === 'caller');
  return [
    ...declared,
    ...(takesCaller ? [reference('IdempotencyKey'), reference('IfMatch')] : []),
    ...(route.method === 'GET' ? [reference('IfNoneMatch')] : []),
    reference('CorrelationId'),
  ];
}

function pathParameter({ name, parser }: Extract<Input, { kind: 'param' }>): Parameter {
  return { name, in: 'path', required: true, schema: parser.schema };
}

function queryParameters(dto: DtoClass): Parameter[] {
  const { properties, required = [] } = schemaOf(dto);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
  }));
}

function reference(name: string): Reference {
  return { $ref: `#/components/parameters/${name}` };
}
