import { functionReference } from '../../lambda/function-reference';
import { isJsonObject, jsonText, type Json, type JsonObject } from '../../template/json';
import type { Resource } from '../../template/resource';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import { booleanOf } from '../../template/values';
import type { AuthorizerDefinition, Surroundings } from './authorizer-definition';
import { jwtDefinition } from './jwt-definition';
import { lambdaDefinition, type Placed } from './lambda-definition';

/** Authorizers of SAM's `Auth`, and what it makes of routes that say nothing. */
export interface SamAuthorizers {
  readonly declared: ReadonlyMap<string, AuthorizerDefinition>;
  /** Name of the authorizer of such routes, if there is one. */
  readonly byDefault: string | undefined;
  /** By name; of routes that have no scopes of their own. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
}

/** What each kind has, which the other must not. */
const ofLambda = [
  'AuthorizerPayloadFormatVersion',
  'EnableFunctionDefaultPermissions',
  'EnableSimpleResponses',
  'FunctionArn',
  'FunctionInvokeRole',
  'Identity',
];
const ofJwt = ['AuthorizationScopes', 'IdentitySource', 'JwtConfiguration'];

/** Kinds of identity sources, in the order in which SAM writes them. */
const kinds: readonly (readonly [property: string, prefix: string])[] = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['StageVariables', '$stageVariables.'],
  ['Context', '$context.'],
];

/**
 * Source: "HttpApiAuth", "LambdaAuthorizer" and "OAuth2Authorizer" of the AWS SAM specification.
 *
 * @throws TemplateError for an authorizer that SAM would refuse, or that does not run as it is declared
 */
export function samAuthorizers(
  { logicalId, properties }: Resource,
  surroundings: Surroundings,
): SamAuthorizers {
  const { Auth: auth } = properties;
  const path = ['Resources', logicalId, 'Properties', 'Auth'];
  if (!isJsonObject(auth)) return { declared: new Map(), byDefault: undefined, scopes: new Map() };
  const authorizers = Object.entries(isJsonObject(auth.Authorizers) ? auth.Authorizers : {}).map(
    ([name, each]): [string, JsonObject] => [name, isJsonObject(each) ? each : {}],
  );
  return {
    declared: new Map(
      authorizers.map(([name, each]) => [
        name,
        samAuthorizer(name, each, [...path, 'Authorizers', name], surroundings),
      ]),
    ),
    byDefault: typeof auth.DefaultAuthorizer === 'string' ? auth.DefaultAuthorizer : undefined,
    scopes: new Map(authorizers.map(([name, { AuthorizationScopes: scopes }]) => [name, texts(scopes)])),
  };
}

function samAuthorizer(
  name: string,
  declared: JsonObject,
  path: TemplatePath,
  { functions, stageVariables }: Surroundings,
): AuthorizerDefinition {
  const { JwtConfiguration: configuration } = declared;
  const isJwt = isJsonObject(configuration);
  const foreign = (isJwt ? ofLambda : ofJwt).find((property) => declared[property] !== undefined);
  if (foreign !== undefined) {
    throw new TemplateError(
      [...path, foreign],
      `is not for ${isJwt ? 'JWT' : 'Lambda'} authorizers; remove it`,
    );
  }
  if (isJwt) {
    const { IdentitySource: source } = declared;
    return jwtDefinition(
      name,
      {
        values: typeof source === 'string' ? [source] : [],
        path: [...path, 'IdentitySource'],
        stageVariables,
      },
      { configuration, path: [...path, 'JwtConfiguration'] },
    );
  }
  const called = functionReference(declared.FunctionArn, functions);
  if (called === undefined)
    throw new TemplateError(
      [...path, 'FunctionArn'],
      'must be !GetAtt Function.Arn of a function of this template',
    );
  refuseRole(declared.FunctionInvokeRole, [...path, 'FunctionInvokeRole']);
  const { Identity: given } = declared;
  const identity = isJsonObject(given) ? given : {};
  const setting = (property: string): Placed => ({ value: declared[property], path: [...path, property] });
  const { functionId, arn } = called;
  const isPermitted = booleanOf(declared.EnableFunctionDefaultPermissions ?? false) === true;
  return lambdaDefinition(
    { name, functionId, calls: isPermitted ? undefined : arn, path: [...path, 'FunctionArn'] },
    {
      format: setting('AuthorizerPayloadFormatVersion'),
      simple: setting('EnableSimpleResponses'),
      seconds: { value: identity.ReauthorizeEvery, path: [...path, 'Identity', 'ReauthorizeEvery'] },
      sources: {
        values: kinds.flatMap(([property, prefix]) => texts(identity[property]).map((each) => prefix + each)),
        path: [...path, 'Identity'],
        stageVariables,
      },
    },
  );
}

function refuseRole(role: Json | undefined, path: TemplatePath): void {
  if (role === undefined || role === 'NONE') return;
  throw new TemplateError(
    path,
    'no role of the API runs on this machine; remove it, and set EnableFunctionDefaultPermissions: true',
  );
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(jsonText) : [];
}
