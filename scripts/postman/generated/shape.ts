import type { OpenApiDocument, Operation, Response, Schema } from '../../openapi/openapi-document';
import type { Expectation } from '../call';
import { literal } from '../literal';

/** Keywords that say what an answer looks like, and that Postman's validator has. */
const KEYWORDS = ['type', 'format', 'enum', 'const', 'minimum', 'maximum', 'required'];

/** The schema of a route's answer on its own, without references; nothing where only `object` is known. */
export function answerSchema({ responses }: Operation, document: OpenApiDocument): Schema {
  const answer = (responses['200'] ?? responses['202']) as Response | undefined;
  return inlined(answer?.content?.['application/json']?.schema ?? {}, document.components.schemas, []);
}

function inlined(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  within: readonly string[],
): Schema {
  const { $ref, items, oneOf, properties } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    // A view that nests itself is looked at once.
    return within.includes(name) ? {} : inlined(schemas[name] ?? {}, schemas, [...within, name]);
  }
  const nested = (each: unknown): Schema => inlined(each as Schema, schemas, within);
  const kept = Object.entries(schema).filter(([keyword]) => KEYWORDS.includes(keyword));
  return {
    ...Object.fromEntries(kept),
    ...(items !== undefined && { items: nested(items) }),
    ...(Array.isArray(oneOf) && { oneOf: oneOf.map(nested) }),
    ...(typeof properties === 'object' &&
      properties !== null && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, each]) => [name, nested(each)]),
        ),
      }),
  };
}

interface ShapeOptions {
  readonly tag?: string;
  readonly more?: readonly string[];
  /** Whether the answer has an ETag: true when absent. */
  readonly isTagged?: boolean;
}

/** A success of the documented shape, with an ETag, which goes into the variable if there is one. */
export function shaped(
  status: number,
  schema: Schema,
  { tag, more = [], isTagged = true }: ShapeOptions = {},
): Expectation {
  const script = [
    `pm.test('has the documented shape${isTagged ? ' and an ETag' : ''}', () => {`,
    `  pm.response.to.have.status(${status});`,
    `  pm.response.to.have.jsonSchema(${literal(schema)});`,
    `  pm.response.to${isTagged ? '' : '.not'}.have.header('ETag');`,
    ...more.map((line) => `  ${line}`),
    '});',
    ...(tag === undefined ? [] : [`pm.collectionVariables.set('${tag}', pm.response.headers.get('ETag'));`]),
  ];
  return { status, script };
}

/** Asserts that the shown view is at least of the version that was waited for. */
export function notOlder(word: string): string {
  return `pm.expect(pm.response.json().version).to.be.at.least(Number(pm.variables.get('${word}Version')));`;
}
