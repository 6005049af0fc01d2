import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { application, type Application } from '../../../local/application/application';
import { resourceNames } from '../../../local/application/resource-names';
import { loadTemplate } from '../../../local/template/load-template';
import { NOWHERE } from './clients';

const invocations =
  'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Lambda.Arn}/invocations';
const proxy = 'type: aws_proxy, httpMethod: POST';
export const anyMethod = 'x-amazon-apigateway-any-method';
/** Of the operation of a path: it calls the code of the function `Lambda`. */
export const integration = `x-amazon-apigateway-integration: { ${proxy}, payloadFormatVersion: '2.0', uri: !Sub '${invocations}' }`;
/** It calls the function's alias. */
export const ofLive = integration.replace('.Arn', '.Alias');

/** A template with one function and an API with these paths, which begin in line 14. */
export function apiTemplate(paths: string, permission = '/*', lambda = 'AutoPublishAlias: live'): string {
  return `Resources:
  Lambda:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [a.ts] } }
    Properties: { Runtime: nodejs24.x, Handler: a.b, ${lambda} }
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        info: { title: It, version: '1' }
        paths:
          /described: { description: nothing to call }
${paths}
${permission === '' ? '' : allow('!Ref Lambda', permission)}`;
}

/** A resource that permits the APIs and routes of `source` to call a function. */
export function allow(name: string, source: string): string {
  return `
  Permission${name.replaceAll(/\W/g, '')}:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: ${name}
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub 'arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}${source}'
`;
}

export function readTemplate(folder: string, text: string): Application {
  const file = join(folder, 'template.yaml');
  writeFileSync(file, text);
  return application(loadTemplate({ file, parameters: {} }), resourceNames(NOWHERE, 'http://127.0.0.1'));
}
