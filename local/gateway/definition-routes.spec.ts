import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allow,
  anyMethod,
  apiTemplate,
  integration,
  ofLive,
  readTemplate,
} from '../../test/support/local/api-template';
import type { Application } from '../application/application';

describe('routes of an OpenAPI document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'routes-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (text: string): Application => readTemplate(folder, text);

  function routes(...args: Parameters<typeof apiTemplate>): string[] {
    return read(apiTemplate(...args)).routes.map(
      ({ method, path, functionId }) => `${method} ${path} -> ${functionId}`,
    );
  }

  it('are those of its paths', () => {
    const paths = `
          /users/{id}: { get: { ${integration} }, delete: { ${integration} } }
          /any: { ${anyMethod}: { ${integration} } }
          /$default: { ${anyMethod}: { isDefaultRoute: true, ${integration} } }`;

    expect(routes(paths)).toEqual([
      'GET /users/{id} -> Lambda',
      'DELETE /users/{id} -> Lambda',
      'ANY /any -> Lambda',
      'ANY $default -> Lambda',
    ]);
  });

  it('may write the default route as SAM does', () => {
    const paths = `          $default: { ${anyMethod}: { isDefaultRoute: true, ${integration} } }`;

    expect(routes(paths)).toEqual(['ANY $default -> Lambda']);
  });

  it('may call the alias that a function is published under', () => {
    const text = apiTemplate(`          /a: { get: { ${ofLive} } }`, '') + allow('!Ref Lambda.Alias', '/*');

    expect(read(text).routes).toEqual([{ functionId: 'Lambda', method: 'GET', path: '/a' }]);
  });

  it('stand beside those that are events of functions', () => {
    const event = 'Events: { B: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: GET, Path: /b } } }';

    expect(routes(`          /a: { get: { ${integration} } }`, '/*', event)).toEqual([
      'GET /a -> Lambda',
      'GET /b -> Lambda',
    ]);
  });

  it('are not declared a second time by an event', () => {
    const event = 'Events: { A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: GET, Path: /a } } }';

    expect(() => routes(`          /a: { get: { ${integration} } }`, '/*', event)).toThrow(
      'template.yaml:5: Resources.Lambda.Properties.Events.A: Lambda already has the route GET /a',
    );
  });

  it.each([
    ['/a: { trace: {} }', '/a.trace: is no method of an HTTP API'],
    ['/a: { get: { description: x } }', '/a.get: needs an x-amazon-apigateway-integration'],
    ['/a: { get: text }', '/a.get: must be a map'],
    ['/a: text', '/a: must be a map'],
    [`a: { get: { ${integration} } }`, 'a.get: a path must begin with "/"'],
    [`/a: { get: { isDefaultRoute: true, ${integration} } }`, 'the default route is the path /$default'],
    [
      `/$default: { get: { isDefaultRoute: true, ${integration} } }`,
      'the default route is the path /$default',
    ],
    [`/$default: { ${anyMethod}: { ${integration} } }`, 'the default route is the path /$default'],
    [
      `/a: { get: { security: [{ Jwt: [] }], ${integration} } }`,
      '/a.get.security: Api declares no authorizer "Jwt"',
    ],
    [
      `/a: { get: { x-amazon-apigateway-auth: {}, ${integration} } }`,
      '/a.get.x-amazon-apigateway-auth: does not run on this machine; remove it',
    ],
    [
      `/a: { get: { ${integration.replace('aws_proxy', 'http_proxy')} } }`,
      ".type: must be the text 'aws_proxy'",
    ],
    [
      `/a: { get: { ${integration.replace("'2.0'", '2.0')} } }`,
      ".payloadFormatVersion: must be the text '2.0'",
    ],
    [
      `/a: { get: { ${integration.replace("'2.0'", "'3.0'")} } }`,
      ".payloadFormatVersion: must be the text '2.0'",
    ],
    [`/a: { get: { ${integration.replace('POST', 'GET')} } }`, ".httpMethod: must be the text 'POST'"],
    [
      `/a: { get: { ${integration.replace('POST', 'POST, timeoutInMillis: 49')} } }`,
      '.timeoutInMillis: must be a number of milliseconds from 50 to 30000',
    ],
    [
      `/a: { get: { ${integration.replace('POST', 'POST, connectionType: VPC_LINK')} } }`,
      '.connectionType: does not run on this machine; remove it',
    ],
    [
      `/a: { get: { ${integration.replace('${Lambda.Arn}', 'x')} } }`,
      '.uri: x is no function of this template',
    ],
    [
      `/a: { get: { ${integration.replace(':lambda:', ':sqs:')} } }`,
      '.uri: must be !Sub arn:${AWS::Partition}',
    ],
    [`/a: { get: { ${integration.replace('Lambda.Arn', 'Lamda.Arn')} } }`, 'there is no resource "Lamda"'],
  ])('are refused: %s', (path, message) => {
    expect(() => routes(`          ${path}`)).toThrow(message);
    expect(() => routes(`          ${path}`)).toThrow('template.yaml:14: Resources.Api.Properties');
  });

  it('name no alias that is not published', () => {
    expect(() => routes(`          /a: { get: { ${ofLive} } }`, '/*', 'Timeout: 3')).toThrow(
      'template.yaml:14: Resources.Api.Properties.DefinitionBody.paths./a.get.x-amazon-apigateway-integration.uri: there is no resource "Lambda" with an attribute "Alias"',
    );
  });

  it.each([
    ['DefinitionBody: text', 'DefinitionBody: must be an OpenAPI document'],
    ['DefinitionBody: { swagger: 2.0 }', 'DefinitionBody.openapi: must be the text of a version'],
    ['DefinitionBody: { openapi: 3.0 }', 'DefinitionBody.openapi: must be the text of a version'],
    [
      'DefinitionBody: { openapi: 3.0.1, security: [{ Jwt: [] }] }',
      'security: does nothing here; write it at',
    ],
    ['DefinitionBody: { openapi: 3.0.1, x-amazon-apigateway-x: 1 }', 'x-amazon-apigateway-x: does not run'],
    ['DefinitionUri: api.yaml', 'DefinitionUri: write the document into DefinitionBody'],
  ])('are not read from %s', (properties, message) => {
    const api = `Resources:\n  Api: { Type: AWS::Serverless::HttpApi, Properties: { ${properties} } }\n`;

    expect(() => read(api)).toThrow(message);
  });

  it('come with the CORS of the document, if its condition holds', () => {
    const cors = (origins: string): string => `
Parameters: { Origins: { Type: CommaDelimitedList, Default: '${origins}' } }
Conditions: { HasOrigins: !Not [!Equals [!Join ['', !Ref Origins], '']] }
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        x-amazon-apigateway-cors: !If [HasOrigins, { allowOrigins: !Ref Origins }, !Ref AWS::NoValue]
`;

    expect(read(cors('https://a.example')).cors?.headers('https://a.example')).toEqual({
      'access-control-allow-origin': 'https://a.example',
    });
    expect(read(cors('')).cors).toBeUndefined();
  });
});
