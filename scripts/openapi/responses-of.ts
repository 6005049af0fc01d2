import { Accepted, type AnswerType } from '../../src/http/answer';
import type { Route } from '../../src/http/route';
import type { ComponentSchemas } from './component-schemas';
import type { Reference, Response, Schema } from './openapi-document';
import { problemResponsesOf } from './problem-responses';
import { commonHeaders } from './shared-components';

const headers = { etag: { $ref: '#/components/headers/ETag' }, ...commonHeaders };

export function responsesOf(route: Route, schemas: ComponentSchemas): Record<string, Response | Reference> {
  const answers = route.answers.map((answer) => [statusOf(answer), success(answer, schemas)] as const);
  const undocumented = [['200', json('A JSON object.', { type: 'object' })] as const];
  return {
    ...Object.fromEntries(answers.length === 0 ? undocumented : answers),
    ...(route.method === 'GET' ? { 304: { description: 'The client has it already.', headers } } : {}),
    ...problemResponsesOf(route),
  };
}

function statusOf(answer: AnswerType): string {
  return answer === Accepted ? '202' : '200';
}

function success(answer: AnswerType, schemas: ComponentSchemas): Response {
  if ('pageOf' in answer) return json('One page.', pageSchema(schemas.refer(answer.pageOf)));
  const text = answer === Accepted ? 'Stored; the read models follow.' : 'Found.';
  return json(text, { ...schemas.refer(answer) });
}

function pageSchema(item: Reference): Schema {
  const cursor = { type: 'string', description: 'Where the next page begins; not there on the last one.' };
  return {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: item }, cursor },
  };
}

function json(description: string, schema: Schema): Response {
  return { description, headers, content: { 'application/json': { schema } } };
}
