import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import { suggestion } from '../../template/similar';

/** A place of a request that says who sends it, such as `$request.header.Authorization`. */
export interface IdentitySource {
  readonly kind: 'header' | 'querystring' | 'context' | 'stageVariables';
  readonly name: string;
}

const EXPRESSION = /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/;

type Variable = (context: APIGatewayProxyEventV2['requestContext']) => string | number;

/** Source: "Customize HTTP API access logs", as far as a request has them before it is authorised. */
const contextVariables: Readonly<Record<string, Variable>> = {
  accountId: ({ accountId }) => accountId,
  apiId: ({ apiId }) => apiId,
  domainName: ({ domainName }) => domainName,
  domainPrefix: ({ domainPrefix }) => domainPrefix,
  extendedRequestId: ({ requestId }) => requestId,
  httpMethod: ({ http }) => http.method,
  'identity.sourceIp': ({ http }) => http.sourceIp,
  'identity.userAgent': ({ http }) => http.userAgent,
  path: ({ http }) => http.path,
  protocol: ({ http }) => http.protocol,
  requestId: ({ requestId }) => requestId,
  requestTime: ({ time }) => time,
  requestTimeEpoch: ({ timeEpoch }) => timeEpoch,
  routeKey: ({ routeKey }) => routeKey,
  stage: ({ stage }) => stage,
};

/**
 * Source: "Identity sources" under "Control access to HTTP APIs with AWS Lambda authorizers".
 *
 * @param stageVariables those that the API has: one that it lacks would shut everybody out
 * @throws TemplateError for an expression that HTTP APIs do not take, or that never has a value
 */
export function identitySource(
  expression: string,
  stageVariables: Readonly<Record<string, string>>,
  path: TemplatePath,
): IdentitySource {
  const [, place = '', name = ''] = EXPRESSION.exec(expression) ?? [];
  if (place === '') {
    throw new TemplateError(
      path,
      `"${expression}" is no identity source; use $request.header.NAME, $request.querystring.NAME, $context.NAME ` +
        'or $stageVariables.NAME',
    );
  }
  const kind = place.replace('request.', '') as IdentitySource['kind'];
  const known =
    kind === 'context' ? contextVariables : kind === 'stageVariables' ? stageVariables : undefined;
  if (known !== undefined && !Object.hasOwn(known, name)) {
    throw new TemplateError(
      path,
      `"${expression}" has no value on this machine${suggestion(name, Object.keys(known))}`,
    );
  }
  return { kind, name };
}

/** @returns undefined for what the request does not have, or has empty */
export function identityOf(
  { kind, name }: IdentitySource,
  event: APIGatewayProxyEventV2,
): string | undefined {
  const value = {
    header: () =>
      name.toLowerCase() === 'cookie' ? event.cookies?.join('; ') : event.headers[name.toLowerCase()],
    querystring: () => event.queryStringParameters?.[name],
    context: () => contextVariables[name]?.(event.requestContext),
    stageVariables: () => event.stageVariables?.[name],
  }[kind]();
  return value === undefined || value === '' ? undefined : String(value);
}
