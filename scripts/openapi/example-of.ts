import type { DtoClass } from '../../src/http/route';
import type { Schema } from './openapi-document';
import { schemaOf } from './schema-of';

/** An id for examples. */
export const EXAMPLE_ID = '0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a01';

/** A request that would be taken: what is required, by the examples of its fields. */
export function exampleOf(dto: DtoClass): Readonly<Record<string, unknown>> {
  const { properties, required = [] } = schemaOf(dto);
  return Object.fromEntries(required.map((field) => [field, exampleIn(properties[field] ?? {})]));
}

/** The first example of a schema, or of the values that it lists; nothing when it has none. */
export function exampleIn({ examples, enum: listed, format }: Schema): unknown {
  if (Array.isArray(examples)) return examples[0] as unknown;
  if (Array.isArray(listed)) return listed[0] as unknown;
  return format === 'uuid' ? EXAMPLE_ID : undefined;
}
