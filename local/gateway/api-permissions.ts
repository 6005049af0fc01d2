import type { FunctionDefinition } from '../lambda/function-definition';
import { functionReference } from '../lambda/function-reference';
import { localArn } from '../services/local-account';
import type { Resource } from '../template/resource';
import { TemplateError, type TemplatePath } from '../template/template-error';
import type { AuthorizerDefinition } from './authorizers/authorizer-definition';
import type { DeclaredRoute } from './declared-route';
import { API_ID } from './http-event';
import { DEFAULT_ROUTE, type Route } from './route';

export const PERMISSION_TYPE = 'AWS::Lambda::Permission';
export const API_PRINCIPAL = 'apigateway.amazonaws.com';

interface ApiPermission {
  /** ARN, with the alias if the permission is for one. */
  readonly arn: string;
  /** Which routes of which APIs; undefined for all. */
  readonly source: string | undefined;
}

/** A function that API Gateway calls, and where the template says so. */
interface Call {
  readonly functionId: string;
  /** ARN, with the alias if there is one. */
  readonly arn: string;
  /** ARN of what calls, as the permission has to name it. */
  readonly source: string;
  /** What such permissions end with as a rule. */
  readonly suffix: string;
  readonly path: TemplatePath;
}

/**
 * API Gateway answers 500 when it may not invoke the function of a route or an authorizer, so such a template does not start.
 * A permission for a function does not cover its alias, and the other way round.
 * Source: "Using resource-based policies for Lambda" and "AWS::Lambda::Permission" of CloudFormation.
 *
 * @param api logical id of the HTTP API
 * @param routes all of it: an event brings a permission, which may cover others
 * @throws TemplateError with the resource to add
 */
export function requirePermissions(
  api: string,
  routes: readonly DeclaredRoute[],
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
): void {
  const permissions = [
    ...resources.flatMap((resource) => apiPermission(resource, functions)),
    ...routes.flatMap((route) => eventPermission(route, functions)),
  ];
  for (const { functionId, arn, source, suffix, path } of routes.flatMap(callsOf)) {
    const isAllowed = permissions.some(
      (permission) =>
        permission.arn === arn && (permission.source === undefined || matches(permission.source, source)),
    );
    if (!isAllowed) throw new TemplateError(path, missing(api + suffix, functionId, arn, functions));
  }
}

function callsOf({ calls, path, route }: DeclaredRoute): Call[] {
  const { functionId, authorization } = route;
  const ofRoute =
    calls === undefined ? [] : [{ functionId, arn: calls, source: sourceArn(route), suffix: '}/*', path }];
  return [...ofRoute, ...authorizerCall(authorization?.authorizer)];
}

/** Source: "Create a Lambda authorizer" of API Gateway, where an authorizer has an id; here it is its name. */
function authorizerCall(authorizer: AuthorizerDefinition | undefined): Call[] {
  if (authorizer?.kind !== 'lambda' || authorizer.calls === undefined) return [];
  const { functionId, calls: arn, name, path } = authorizer;
  const source = localArn('execute-api', `${API_ID}/authorizers/${name}`);
  return [{ functionId, arn, source, suffix: '}/authorizers/*', path }];
}

function apiPermission(
  { type, properties }: Resource,
  functions: readonly FunctionDefinition[],
): ApiPermission[] {
  const { Action: action, FunctionName: name, Principal: principal, SourceArn: source } = properties;
  if (type !== PERMISSION_TYPE || principal !== API_PRINCIPAL) return [];
  if (action !== 'lambda:InvokeFunction' && action !== 'lambda:*') return [];
  const called = functionReference(name, functions);
  if (called === undefined) return [];
  return [{ arn: called.arn, source: typeof source === 'string' ? source : undefined }];
}

/** SAM permits the stages, the method and the path of an event; for the default route it permits everything. */
function eventPermission(
  { calls, route }: DeclaredRoute,
  functions: readonly FunctionDefinition[],
): ApiPermission[] {
  const called = functions.find(({ logicalId }) => logicalId === route.functionId);
  if (calls !== undefined || called === undefined) return [];
  const { method, path } = route;
  const call =
    path === DEFAULT_ROUTE ? '*' : `${method === 'ANY' ? '*' : method}${path.replaceAll(/\{[^}]*\}/g, '*')}`;
  const arn = called.alias === undefined ? called.arn : `${called.arn}:${called.alias}`;
  return [{ arn, source: localArn('execute-api', `${API_ID}/*/${call}`) }];
}

/** As SAM writes it: stage, method and path, with `*` for all methods. */
function sourceArn({ method, path }: Route): string {
  const call = path === DEFAULT_ROUTE ? DEFAULT_ROUTE : `${method === 'ANY' ? '*' : method}${path}`;
  return localArn('execute-api', `${API_ID}/$default/${call}`);
}

/** `*` stands for any text and `?` for one character ("Amazon Resource Name condition operators" of IAM). */
function matches(pattern: string, arn: string): boolean {
  const source = pattern
    .replaceAll(/[^\w*?]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(arn);
}

/** @param source what follows the account, with the reference to the API open: `Api}/*` */
function missing(
  source: string,
  functionId: string,
  calls: string,
  functions: readonly FunctionDefinition[],
): string {
  const isAlias = !functions.some(({ arn }) => arn === calls);
  const name = isAlias ? `${functionId}.Alias` : functionId;
  return (
    `API Gateway may not invoke ${name}; add the resource ${functionId}Permission: ` +
    `{ Type: ${PERMISSION_TYPE}, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref ${name}, ` +
    `Principal: ${API_PRINCIPAL}, SourceArn: !Sub "arn:\${AWS::Partition}:execute-api:\${AWS::Region}:` +
    `\${AWS::AccountId}:\${${source}" } }`
  );
}
