import { isJsonObject, type Json, type JsonObject } from '../../template/json';
import { suggestion } from '../../template/similar';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import { apiDefinition } from '../api-definition';
import { integratedFunction } from '../integrated-function';
import type { Resource } from '../../template/resource';
import type { AuthorizerDefinition, Surroundings } from './authorizer-definition';
import { jwtDefinition } from './jwt-definition';
import { lambdaDefinition, type Placed } from './lambda-definition';

const EXTENSION = 'x-amazon-apigateway-authorizer';

const ofLambda = [
  'type',
  'authorizerUri',
  'authorizerPayloadFormatVersion',
  'authorizerResultTtlInSeconds',
  'enableSimpleResponses',
  'identitySource',
];
const ofJwt = ['type', 'identitySource', 'jwtConfiguration'];

/**
 * Authorizers that an API's own OpenAPI document declares, by name; a scheme without one describes and does nothing.
 * Source: "x-amazon-apigateway-authorizer object" of API Gateway.
 *
 * @throws TemplateError for an authorizer that does not run as it is declared
 */
export function securitySchemes(
  api: Resource,
  surroundings: Surroundings,
): Map<string, AuthorizerDefinition> {
  const definition = apiDefinition(api);
  const components = definition?.body.components;
  const schemes = isJsonObject(components) ? components.securitySchemes : undefined;
  if (definition === undefined || !isJsonObject(schemes)) return new Map();
  const place = [...definition.path, 'components', 'securitySchemes'];
  return new Map(
    Object.entries(schemes).flatMap(([name, scheme]): [string, AuthorizerDefinition][] => {
      const declared = isJsonObject(scheme) ? scheme[EXTENSION] : undefined;
      if (declared === undefined) return [];
      const path = [...place, name, EXTENSION];
      if (!isJsonObject(declared)) throw new TemplateError(path, 'must be a map');
      return [[name, declaredAuthorizer(name, declared, path, surroundings)]];
    }),
  );
}

function declaredAuthorizer(
  name: string,
  declared: JsonObject,
  path: TemplatePath,
  { functions, stageVariables }: Surroundings,
): AuthorizerDefinition {
  if (declared.authorizerCredentials !== undefined) {
    throw new TemplateError(
      [...path, 'authorizerCredentials'],
      'no role of the API runs on this machine; remove it, and let an AWS::Lambda::Permission permit the call',
    );
  }
  const { type } = declared;
  if (type !== 'request' && type !== 'jwt')
    throw new TemplateError(
      [...path, 'type'],
      "must be the text 'request' or 'jwt': HTTP APIs have no others",
    );
  const known = type === 'request' ? ofLambda : ofJwt;
  const stranger = Object.keys(declared).find((each) => !known.includes(each));
  if (stranger !== undefined) {
    throw new TemplateError(
      [...path, stranger],
      `does not run on this machine; remove it${suggestion(stranger, known)}`,
    );
  }
  const sources = {
    values: texts(declared.identitySource),
    path: [...path, 'identitySource'],
    stageVariables,
  };
  if (type === 'jwt') {
    const { jwtConfiguration: configuration } = declared;
    return jwtDefinition(name, sources, {
      configuration: isJsonObject(configuration) ? configuration : {},
      path: [...path, 'jwtConfiguration'],
    });
  }
  const setting = (each: string): Placed => ({ value: declared[each], path: [...path, each] });
  const { arn, functionId } = integratedFunction(
    declared.authorizerUri,
    [...path, 'authorizerUri'],
    functions,
  );
  return lambdaDefinition(
    { name, functionId, calls: arn, path: [...path, 'authorizerUri'] },
    {
      format: setting('authorizerPayloadFormatVersion'),
      simple: setting('enableSimpleResponses'),
      seconds: setting('authorizerResultTtlInSeconds'),
      sources,
    },
  );
}

/** A text with commas in it, or a list. */
function texts(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
  return list.map((each) => each.trim()).filter((each) => each !== '');
}
