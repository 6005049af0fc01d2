import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceNames } from '../application/resource-names';
import { NOWHERE } from '../../test/support/local/clients';
import type { Json } from './json';
import { loadTemplate } from './load-template';
import type { Resource } from './resource';

describe('resources that SAM adds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sam-resources-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function resolve(reference: string, foo: string, more = ''): Resource[] {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      `
Transform: AWS::Serverless-2016-10-31
Parameters: { Live: { Type: String, Default: live-1 } }
Resources:
  Foo: { Type: AWS::Serverless::Function, Properties: { ${foo} } }
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: x } }
  Asks: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { IT: ${reference} } } } }
${more}`,
    );
    const names = resourceNames(NOWHERE, 'http://127.0.0.1:3000');
    return loadTemplate({ file, parameters: {} }).resolve(names);
  }

  /** What a reference gives, in a variable of another function. */
  function given(reference: string, foo: string): Json | undefined {
    const asking = resolve(reference, foo).find(({ logicalId }) => logicalId === 'Asks');
    const { Environment: environment } = asking?.properties ?? {};
    return (environment as { Variables?: { IT?: Json } } | undefined)?.Variables?.IT;
  }

  const events = (type: string, properties = '{}'): string =>
    `Events: { E: { Type: ${type}, Properties: ${properties} } }`;
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Foo:live-1';

  it.each([
    ['!Ref ServerlessHttpApi', events('HttpApi'), 'local'],
    ['!GetAtt ServerlessHttpApi.ApiEndpoint', events('HttpApi'), 'http://127.0.0.1:3000'],
    ['!Sub "${ServerlessHttpApi}/${ServerlessHttpApi.Stage}"', events('HttpApi'), 'local/$default'],
    ['!Ref ServerlessHttpApiApiGatewayDefaultStage', events('HttpApi'), '$default'],
    ['!Ref FooEPermission', events('HttpApi'), 'FooEPermission'],
    ['!Ref ServerlessRestApi', events('Api'), 'ServerlessRestApi'],
    ['!Ref ServerlessRestApiProdStage', events('Api'), 'ServerlessRestApiProdStage'],
    ['!Ref RestStage', 'Timeout: 1', 'RestStage'],
    ['!Ref Rest.Stage', 'Timeout: 1', 'Rest-Stage'],
    ['!Ref FooRole', 'Timeout: 1', 'FooRole'],
    ['!GetAtt FooRole.Arn', 'Timeout: 1', 'arn:aws:iam::000000000000:role/FooRole'],
    ['!Ref Foo.Alias', 'AutoPublishAlias: !Ref Live', arn],
    ['!Ref FooAliaslive1', 'AutoPublishAlias: !Ref Live', arn],
    ['!Ref FooAliaslive1', 'AutoPublishAlias: live-1', arn],
    ['!Ref FooE', events('Schedule', '{ Schedule: rate(1 day) }'), 'FooE'],
    ['!GetAtt FooE.Arn', events('Schedule'), 'arn:aws:events:us-east-1:000000000000:rule/FooE'],
    ['!Ref FooUrl', 'FunctionUrlConfig: { AuthType: NONE }', 'FooUrl'],
    ['!GetAtt FooUrl.FunctionUrl', 'FunctionUrlConfig: { AuthType: NONE }', 'FooUrl-FunctionUrl'],
    ['!Ref ServerlessDeploymentApplication', 'Timeout: 1', 'ServerlessDeploymentApplication'],
  ])('are known to %s with %s', (reference, foo, expected) => {
    expect(given(reference, foo)).toBe(expected);
  });

  it('are known to references to the mapping of an event', () => {
    expect(given('!Ref FooE', events('SQS', '{ Queue: q }'))).toMatch(/^[\da-f-]{36}$/);
  });

  it.each([
    ['!Ref ServerlessHttpApi', events('HttpApi', '{ ApiId: x }')],
    ['!Ref FooRole', 'Role: x'],
    ['!Ref FooAliasother', 'AutoPublishAlias: live'],
    ['!Ref Foo.Alias', 'Timeout: 1'],
    ['!Ref FooE', events('HttpApi')],
    ['!Ref constructor', 'Timeout: 1'],
  ])('are not invented: %s with %s', (reference, foo) => {
    expect(() => given(reference, foo)).toThrow('names no parameter and no resource');
  });

  it('hold up nobody who does not ask for them', () => {
    const outputs = 'Outputs: { Api: { Value: !Ref Nothing } }\n';

    expect(() => resolve('x', 'Tags: { A: !Ref BarRole, B: !GetAZs "" }', outputs)).not.toThrow();
  });

  it('hold the Globals of the API for what names none', () => {
    const api = resolve('x', events('HttpApi'), 'Globals: { HttpApi: { CorsConfiguration: true } }\n').find(
      ({ logicalId }) => logicalId === 'ServerlessHttpApi',
    );

    expect(api).toMatchObject({ type: 'AWS::Serverless::HttpApi', properties: { CorsConfiguration: true } });
  });

  it('cannot stand for Fn::ForEach', () => {
    expect(() => resolve('x', 'Timeout: 1', '  Fn::ForEach::Tables: [N, [a], { T: { Type: X } }]\n')).toThrow(
      'Resources.Fn::ForEach::Tables: does not run on this machine; write out the resources that it makes',
    );
  });
});
