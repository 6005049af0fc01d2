import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { anonymous, contextFor, type Principal } from '../../../src/identity/principal';

export interface EventParts {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64?: boolean;
  readonly stage?: string;
  /** Of a token that the authorizer has verified; nobody when absent. */
  readonly subject?: string;
  readonly roles?: readonly string[];
  /** The same, whole. */
  readonly principal?: Principal;
  readonly requestId?: string;
  /** IP address of the client. */
  readonly address?: string;
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
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: parts.address ?? '127.0.0.1',
        userAgent: 'spec',
      },
      requestId: parts.requestId ?? REQUEST_ID,
      routeKey: '$default',
      stage: parts.stage ?? '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 1_773_342_238_000,
      ...authorizerOf(parts),
    },
  };
}

/** What the authorizer in front of the route passes on. */
function authorizerOf({ principal, subject, roles }: EventParts): { readonly authorizer?: object } {
  if (principal === anonymous) return {};
  if (principal) return { authorizer: { lambda: contextFor(principal) } };
  if (subject === undefined && roles === undefined) return {};
  return { authorizer: { lambda: contextFor(bearer(subject ?? '', ...(roles ?? []))) } };
}

/** Unix seconds: the year 2100. */
const FAR_AWAY = 4_102_444_800;

/** Somebody who signed in, with this `sub` and these roles. */
export function bearer(subject: string, ...roles: readonly string[]): Principal {
  return { kind: 'user', subject, roles, claims: {}, expiresAt: FAR_AWAY };
}

export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): EventParts {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}
