import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LOCAL_ACCOUNT } from '../services/local-account';
import type { Json } from '../template/json';
import { routeKey } from './route';
import type { RouteMatch } from './route-table';

/** Identity of the one HTTP API on this machine. */
export const API_ID = 'local';

export interface HttpRequest {
  readonly message: IncomingMessage;
  /** Who is asked: the Host header, or what the target names instead. */
  readonly host: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly body: Buffer;
  readonly requestId: string;
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Of the API; undefined when it has none. */
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/**
 * Source: "Create AWS Lambda proxy integrations for HTTP APIs", payload format version 2.0.
 *
 * @param authorizer what the authorizer of the route says of the caller; undefined when it has none
 */
export function httpEvent(
  request: HttpRequest,
  { route, pathParameters }: RouteMatch,
  authorizer?: Json,
): APIGatewayProxyEventV2 {
  const { message, host, path, query, body, requestId, time, stageVariables } = request;
  const { cookie } = message.headers;
  const headers: Record<string, string> = { ...headersOf(message), host };
  const isBase64Encoded = isBinary(body, headers['content-type']);
  const queryStringParameters = parseQuery(query);
  return {
    version: '2.0',
    routeKey: routeKey(route),
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: { ...headers, ...forwardedHeaders(request) },
    ...(queryStringParameters !== undefined && { queryStringParameters }),
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: API_ID,
      ...(authorizer !== undefined && { authorizer }),
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0] ?? host,
      http: {
        method: message.method ?? 'GET',
        path,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: routeKey(route),
      stage: '$default',
      time: commonLogTime(time),
      timeEpoch: time,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    ...(pathParameters !== undefined && { pathParameters: { ...pathParameters } }),
    ...(stageVariables !== undefined && { stageVariables: { ...stageVariables } }),
    isBase64Encoded,
  };
}

/**
 * What API Gateway adds to the headers of a request. The addresses that a proxy in front of it has named come before
 * the one that it sees itself; what else a client says of these is overwritten.
 */
export function forwardedHeaders({ message, traceId }: HttpRequest): Record<string, string> {
  const { remoteAddress = '127.0.0.1', localPort } = message.socket;
  const before = message.headersDistinct['x-forwarded-for'] ?? [];
  return {
    'x-amzn-trace-id': traceId,
    'x-forwarded-for': [...before, remoteAddress].join(', '),
    'x-forwarded-port': String(localPort),
    'x-forwarded-proto': 'http',
  };
}

/** Values of a header that comes several times are joined by a comma. */
function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      name === 'cookie' ? [] : [[name, values.join(',')] as const],
    ),
  );
}

function parseQuery(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

/** Text that is no UTF-8 goes on as the bytes that it is, so that the function can refuse it. */
export function isBinary(body: Buffer, contentType: string | undefined): boolean {
  return body.length > 0 && !(isText(contentType) && isUtf8(body));
}

/** Every other type reaches a function in base64, form data included. */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return type === undefined || /^text\/|^application\/(json|xml|javascript)$|\+(json|xml)$/.test(type);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
export function commonLogTime(time: number): string {
  const date = new Date(time);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${months[date.getUTCMonth()] ?? ''}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}
