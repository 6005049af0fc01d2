import type { OpenApiDocument } from '../../openapi/openapi-document';
import type { Call, Expectation } from '../call';
import { fresh, notModified } from '../expectations';
import { patiently, UNTIL_FOUND } from '../patience';
import { isCommand, type Endpoint, type Subject } from './endpoint';
import type { Request } from './request';
import { answerSchema, notOlder, shaped } from './shape';

interface Read {
  readonly name: string;
  readonly request: Request;
  readonly expect: Expectation;
  readonly headers?: Call['headers'];
}

/**
 * The reads of an aggregate once its commands were accepted: first those that wait for them, so that the others find
 * what they ask for. What cannot change any more is also asked for only if it has changed.
 *
 * @param exists whether there is such an aggregate by then
 */
export function readsOf({ endpoints, word }: Subject, exists: boolean, document: OpenApiDocument): Read[] {
  const reads = endpoints.filter((each) => !isCommand(each) && (exists || !each.route.path.includes('{')));
  const waiting = reads.filter(waits);
  const others = reads.filter((each) => !waits(each));
  return [...waiting, ...others].flatMap((endpoint) => readsOfOne(endpoint, word, document));
}

function readsOfOne(endpoint: Endpoint, word: string, document: OpenApiDocument): Read[] {
  const { route, operation, request } = endpoint;
  const schema = answerSchema(operation, document);
  const more = waits(endpoint) && hasVersion(schema) ? [notOlder(word)] : [];
  const waited = waits(endpoint) ? withQuery(request, fresh(word)) : request;
  if (!isSettled(endpoint) && route.path.includes('{')) {
    const { status, script } = shaped(200, schema, { more });
    return [{ name: route.summary, request, expect: { status, script: patiently(script, UNTIL_FOUND) } }];
  }
  if (!isSettled(endpoint))
    return [{ name: route.summary, request: waited, expect: shaped(200, schema, { more }) }];
  const tag = `${operation.operationId}Tag`;
  return [
    { name: route.summary, request: waited, expect: shaped(200, schema, { tag, more }) },
    {
      name: `${route.summary}, only if it has changed`,
      request,
      expect: notModified(),
      headers: { 'If-None-Match': `{{${tag}}}` },
    },
  ];
}

function waits({ query, route }: Endpoint): boolean {
  return query.includes('minVersion') && query.includes('wait') && route.path.includes('{');
}

/** Told by the log, or waited for. */
function isSettled(endpoint: Endpoint): boolean {
  const ofLog = endpoint.route.answers.some((answer) => 'eventsOf' in answer);
  return waits(endpoint) || ofLog;
}

function hasVersion({ properties = {} }: { readonly properties?: object }): boolean {
  return 'version' in properties;
}

function withQuery(request: Request, query: string): Request {
  const mark = request.target.includes('?') ? '&' : '?';
  return { ...request, target: `${request.target}${mark}${query}` };
}
