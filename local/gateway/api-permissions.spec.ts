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

describe('a route of an OpenAPI document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permissions-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (text: string): Application => readTemplate(folder, text);

  function routes(...args: Parameters<typeof apiTemplate>): string[] {
    return read(apiTemplate(...args)).routes.map(
      ({ method, path, functionId }) => `${method} ${path} -> ${functionId}`,
    );
  }

  function problem(text: string): string {
    try {
      read(text);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return '';
  }

  const path = `          /a/{id}: { get: { ${integration} } }`;
  const any = `          /a: { ${anyMethod}: { ${integration} } }`;
  const byDefault = `          /$default: { ${anyMethod}: { isDefaultRoute: true, ${integration} } }`;

  it.each([
    ['all of the API', path, '/*'],
    ['its method', path, '/*/GET/*'],
    ['its path', path, '/*/*/a/*'],
    ['the stage', path, '/$default/GET/a/{id}'],
    ['every method', any, '/*/*/a'],
    ['the default route', byDefault, '/*/$default'],
  ])('runs with a permission for %s', (_case, paths, source) => {
    expect(routes(paths, source)).toHaveLength(1);
  });

  it.each([
    ['nothing', path, ''],
    ['another method', path, '/*/POST/*'],
    ['another path', path, '/*/*/b/*'],
    ['one method of all', any, '/*/GET/a'],
    ['another stage', path, '/test/*'],
    ['one character', path, '/?'],
    ['another API', path, 's/*'],
  ])('does not run with one for %s', (_case, paths, source) => {
    expect(() => routes(paths, source)).toThrow(
      'template.yaml:14: Resources.Api.Properties.DefinitionBody.paths./a',
    );
  });

  it('needs one for what it calls: the alias of a function, or its code', () => {
    const live = apiTemplate(`          /a: { get: { ${ofLive} } }`);
    const code = apiTemplate(path, '') + allow('!Ref Lambda.Alias', '/*');

    expect(() => read(live)).toThrow('API Gateway may not invoke Lambda.Alias');
    expect(() => read(code)).toThrow('API Gateway may not invoke Lambda; ');
  });

  it('runs with what its refusal says is to be added', () => {
    const refused = apiTemplate(path, '');
    const resource = /add the resource (.*)$/.exec(problem(refused))?.[1] ?? '';

    expect(resource).toContain('LambdaPermission: { Type: AWS::Lambda::Permission, Properties: {');
    expect(read(`${refused}  ${resource}\n`).routes).toHaveLength(1);
  });

  it.each([
    ['the default route', '', ofLive, 1],
    ['a path that covers it', 'Method: GET, Path: "/{any}/{id}"', ofLive, 1],
    ['another path', 'Method: GET, Path: /b', ofLive, 0],
    ['the default route, but not of the alias', '', integration, 0],
  ])("runs with SAM's permission for an event: %s", (_case, event, calls, runs) => {
    const Events = `Events: { E: { Type: HttpApi, Properties: { ApiId: !Ref Api, ${event} } } }`;
    const text = apiTemplate(
      `          /a/{id}: { get: { ${calls} } }`,
      '',
      `AutoPublishAlias: live, ${Events}`,
    );

    if (runs > 0) expect(read(text).routes).toHaveLength(2);
    else expect(() => read(text)).toThrow('API Gateway may not invoke Lambda');
  });

  it('runs with a permission for every API', () => {
    const anywhere = allow('!GetAtt Lambda.Arn', '/*').replace(/ +SourceArn.*/, '');

    expect(read(apiTemplate(path, '') + anywhere).routes).toHaveLength(1);
  });

  it.each([
    ['of another service', 'apigateway.amazonaws.com', 'events.amazonaws.com'],
    ['to do something else', 'lambda:InvokeFunction', 'lambda:GetFunction'],
    ['of another function', '!Ref Lambda', 'Other'],
  ])('does not run with a permission %s', (_case, from, to) => {
    expect(() => read(apiTemplate(path).replace(from, to))).toThrow('API Gateway may not invoke Lambda');
  });
});
