import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { contextFor } from '../../../src/identity/principal';

export interface EventParts {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64?: boolean;
  readonly stage?: string;
  /** Of a token that the authorizer has verified; nobody when absent. */
  readonly subject?: string;
  readonly roles?: readonly string[];
}

export const REQUEST_ID = 'JKJaXmPLvHcESHA=';

/** An event as an HTTP API sends it, payload format 2.0. */
export function apiEvent(method: string, path: string, parts: EventParts = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: parts.query ?? '',
    headers: { ...parts.headers },
    isBase64Encoded: parts.isBase64 ?? false,
    ...(parts.body === undefined ? {} : { body: parts.body }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'api-id.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'api-id',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'spec' },
      requestId: REQUEST_ID,
      routeKey: '$default',
      stage: parts.stage ?? '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1_773_342_238_000,
      ...authorizerOf(parts),
    },
  };
}

/** What the authorizer in front of the route passes on, of a token that is good for ten minutes. */
function authorizerOf({ subject, roles }: EventParts): { readonly authorizer?: object } {
  if (subject === undefined && roles === undefined) return {};
  const expiresAt = Math.floor(Date.now() / 1000) + 600;
  const principal = {
    kind: 'user',
    subject: subject ?? '',
    roles: roles ?? [],
    claims: {},
    expiresAt,
  } as const;
  return { authorizer: { lambda: contextFor(principal) } };
}

export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): EventParts {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}
