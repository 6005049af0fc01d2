import { isAccepted, tellsVersion, type AnswerType } from '../../src/http/answer';
import { CURSOR_PATTERN } from '../../src/http/cursor';
import type { Route } from '../../src/http/route';
import type { ComponentSchemas } from './component-schemas';
import type { Link, Reference, Response, Schema } from './openapi-document';
import { problemResponsesOf } from './problem-responses';
import { commonHeaders } from './shared-components';

const headers = { etag: { $ref: '#/components/headers/ETag' }, ...commonHeaders };

/** @param links from the good answer to other operations */
export function responsesOf(
  route: Route,
  schemas: ComponentSchemas,
  links: Readonly<Record<string, Link>>,
): Record<string, Response | Reference> {
  const answers = route.answers.map((answer): [string, Response] => [
    statusOf(answer),
    {
      ...success(answer, schemas),
      ...(route.method !== 'GET' && !tellsVersion(answer) && { headers: commonHeaders }),
      ...(Object.keys(links).length > 0 && { links }),
    },
  ]);
  const anything = { type: 'object', additionalProperties: true };
  const undocumented = [['200', json('A JSON object.', anything)] as const];
  return {
    ...Object.fromEntries(answers.length === 0 ? undocumented : answers),
    ...(route.method === 'GET' ? { 304: { description: 'The client has it already.', headers } } : {}),
    ...problemResponsesOf(route),
  };
}

function statusOf(answer: AnswerType): string {
  return isAccepted(answer) ? '202' : '200';
}

function success(answer: AnswerType, schemas: ComponentSchemas): Response {
  if ('eventsOf' in answer) return json('One page.', pageSchema(schemas.referEvents(answer)));
  if ('pageOf' in answer) return json('One page.', pageSchema(schemas.refer(answer.pageOf)));
  const text = isAccepted(answer) ? 'Stored; the read models follow.' : 'Found.';
  return json(text, { ...schemas.refer(answer) });
}

function pageSchema(item: Reference): Schema {
  const cursor = {
    type: 'string',
    pattern: CURSOR_PATTERN,
    description: 'Where the next page begins; not there on the last one.',
  };
  return {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: item }, cursor },
  };
}

function json(description: string, schema: Schema): Response {
  return { description, headers, content: { 'application/json': { schema } } };
}
