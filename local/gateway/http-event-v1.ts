import type { APIGatewayProxyEvent } from 'aws-lambda';
import { LOCAL_ACCOUNT } from '../services/local-account';
import type { Json } from '../template/json';
import { API_ID, commonLogTime, forwardedHeaders, isBinary, type HttpRequest } from './http-event';
import type { RouteMatch } from './route-table';

/** What HTTP API gives in format 1.0; a REST API's event has more. */
type HttpApiEventV1 = Omit<APIGatewayProxyEvent, 'requestContext'> & {
  readonly version: '1.0';
  readonly requestContext: object;
};

/**
 * Source: "Create AWS Lambda proxy integrations for HTTP APIs", payload format version 1.0.
 *
 * @param authorizer what the authorizer of the route says of the caller; undefined when it has none
 */
export function httpEventV1(
  request: HttpRequest,
  { route, pathParameters }: RouteMatch,
  authorizer?: Json,
): HttpApiEventV1 {
  const { message, host, path, body, requestId, time, stageVariables } = request;
  const multiValueHeaders: Record<string, string[]> = {
    ...(message.headersDistinct as Record<string, string[]>),
    ...lists({ ...forwardedHeaders(request), host }),
  };
  const headers = lasts(multiValueHeaders);
  const queries = queryLists(request.query);
  const httpMethod = message.method ?? 'GET';
  const isBase64Encoded = isBinary(body, headers['content-type']);
  return {
    version: '1.0',
    resource: route.path,
    path,
    httpMethod,
    headers,
    multiValueHeaders,
    queryStringParameters: queries && lasts(queries),
    multiValueQueryStringParameters: queries ?? null,
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: API_ID,
      ...(authorizer !== undefined && { authorizer }),
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0] ?? host,
      extendedRequestId: requestId,
      httpMethod,
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAmr: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        user: null,
        userAgent: headers['user-agent'] ?? '',
        userArn: null,
      },
      path,
      protocol: `HTTP/${message.httpVersion}`,
      requestId,
      requestTime: commonLogTime(time),
      requestTimeEpoch: time,
      resourceId: null,
      resourcePath: route.path,
      stage: '$default',
    },
    pathParameters: pathParameters === undefined ? null : { ...pathParameters },
    stageVariables: stageVariables === undefined ? null : { ...stageVariables },
    body: body.length > 0 ? body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded,
  };
}

function queryLists(query: string): Record<string, string[]> | null {
  if (query === '') return null;
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query))
    values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

function lists(values: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}

function lasts(values: Readonly<Record<string, string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}
