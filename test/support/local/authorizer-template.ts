import { apiTemplate, integration } from './api-template';

const uri =
  'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Lambda.Arn}/invocations';
/** Of a security scheme: it calls the function `Lambda`. */
export const lambdaAuthorizer = `type: request, authorizerPayloadFormatVersion: '2.0', authorizerUri: !Sub '${uri}'`;

/** An API whose one route of the document has this security, and properties of SAM. */
export function authorizerTemplate(
  scheme: string,
  { security = 'A: []', api = '', events = '', permission = '/*' } = {},
): string {
  const paths = `          /a: { get: { security: [${security}], ${integration} } }
        components: { securitySchemes: { A: { x-amazon-apigateway-authorizer: { ${scheme} } }, B: { type: http } } }`;
  return apiTemplate(paths, permission, `AutoPublishAlias: live, Events: { ${events} }`).replace(
    'DefinitionBody:',
    `${api}\n      DefinitionBody:`,
  );
}
