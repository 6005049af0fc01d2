import type { DtoClass, Input, Route } from '../../src/http/route';
import { exampleIn } from './example-of';
import type { Parameter, Reference, Schema } from './openapi-document';
import { schemaOf } from './schema-of';

export function parametersOf(route: Route): (Parameter | Reference)[] {
  const declared = route.inputs.flatMap((input): Parameter[] => {
    if (input.kind === 'param') return [pathParameter(input)];
    return input.kind === 'query' ? queryParameters(input.dto) : [];
  });
  const isCommand = route.inputs.some((input) => input.kind === 'command');
  const isVersioned = route.inputs.some((input) => input.kind === 'command' && input.isVersioned !== false);
  return [
    ...declared,
    ...(isCommand && route.access.kind !== 'public' ? [reference('IdempotencyKey')] : []),
    ...(isVersioned ? [reference('IfMatch')] : []),
    ...(route.method === 'GET' ? [reference('IfNoneMatch')] : []),
    reference('CorrelationId'),
  ];
}

function pathParameter({ name, parser }: Extract<Input, { kind: 'param' }>): Parameter {
  return { name, in: 'path', required: true, schema: parser.schema, ...exampleOf(parser.schema) };
}

function queryParameters(dto: DtoClass): Parameter[] {
  const { properties, required = [] } = schemaOf(dto);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
    ...exampleOf(schema),
  }));
}

function reference(name: string): Reference {
  return { $ref: `#/components/parameters/${name}` };
}

function exampleOf(schema: Schema): Pick<Parameter, 'example'> {
  const example = exampleIn(schema);
  return example === undefined ? {} : { example };
}
