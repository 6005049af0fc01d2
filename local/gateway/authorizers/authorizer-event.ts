import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { localArn } from '../../services/local-account';
import { API_ID, type HttpRequest } from '../http-event';
import { httpEventV1 } from '../http-event-v1';
import type { RouteMatch } from '../route-table';

/**
 * What an authorizer is told of a request, which is everything but the body. Source: "Payload format version" under
 * "Control access to HTTP APIs with AWS Lambda authorizers".
 *
 * @param event of format 2.0, as the route's function would get it
 * @param identity values of the identity sources
 */
export function authorizerEvent(event: APIGatewayProxyEventV2, identity: readonly string[]): object {
  const { version, routeKey, rawPath, rawQueryString, cookies, headers } = event;
  const { queryStringParameters, requestContext, pathParameters, stageVariables } = event;
  return {
    version,
    type: 'REQUEST',
    routeArn: routeArn(event),
    identitySource: identity.length === 0 ? null : identity,
    routeKey,
    rawPath,
    rawQueryString,
    cookies,
    headers,
    queryStringParameters,
    requestContext: { ...requestContext, authentication: null },
    pathParameters,
    stageVariables,
  };
}

/** The same in format 1.0. */
export function authorizerEventV1(
  request: HttpRequest,
  match: RouteMatch,
  event: APIGatewayProxyEventV2,
  identity: readonly string[],
): object {
  const { resource, path, httpMethod, headers, requestContext, ...rest } = httpEventV1(request, match);
  const { queryStringParameters, pathParameters, stageVariables } = rest;
  const source = identity.length === 0 ? null : identity.join(',');
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: routeArn(event),
    identitySource: source,
    authorizationToken: source,
    resource,
    path,
    httpMethod,
    headers,
    queryStringParameters,
    pathParameters,
    stageVariables,
    requestContext,
  };
}

/** What is asked for, with the stage and without the names of variables: a policy is about this. */
export function routeArn({ requestContext: { http, stage } }: APIGatewayProxyEventV2): string {
  return localArn('execute-api', `${API_ID}/${stage}/${http.method}${http.path}`);
}
