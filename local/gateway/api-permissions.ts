import type { FunctionDefinition } from '../lambda/function-definition';
import { functionReference } from '../lambda/function-reference';
import { localArn } from '../services/local-account';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
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

/**
 * API Gateway answers 500 when it may not invoke the function of a route, so such a template does not start.
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
  for (const { calls, path, route } of routes) {
    if (calls === undefined) continue;
    const source = sourceArn(route);
    const isAllowed = permissions.some(
      (permission) =>
        permission.arn === calls && (permission.source === undefined || matches(permission.source, source)),
    );
    if (!isAllowed) throw new TemplateError(path, missing(api, route.functionId, calls, functions));
  }
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

function missing(
  api: string,
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
    `\${AWS::AccountId}:\${${api}}/*" } }`
  );
}
