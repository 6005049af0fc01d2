import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplate } from '../../../test/support/local/api-template';
import { authorizerTemplate, lambdaAuthorizer } from '../../../test/support/local/authorizer-template';
import type { Route } from '../route';

describe("authorizers of SAM's Auth", () => {
  const folder = mkdtempSync(join(tmpdir(), 'sam-authorizers-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const routes = (text: string): readonly Route[] => readTemplate(folder, text).routes;

  function problem(text: string): string {
    try {
      routes(text);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'none';
  }

  const authorizer = "{ FunctionArn: !GetAtt Lambda.Arn, AuthorizerPayloadFormatVersion: '2.0' }";
  const token =
    '{ IdentitySource: $request.header.A, JwtConfiguration: { Issuer: https://a.example, Audience: [a] }, AuthorizationScopes: [read] }';
  const event = (auth: string): string =>
    `E: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /e, Method: GET, ${auth} } }`;
  const auth = (authorizers: string, more = ''): string =>
    `Auth: { Authorizers: { ${authorizers} }, ${more} }`;
  const byDefault = auth(`S: ${authorizer}, J: ${token}`, 'DefaultAuthorizer: J');

  const guards = (api: string, events: string, security = ''): Record<string, unknown> =>
    Object.fromEntries(
      routes(authorizerTemplate(lambdaAuthorizer, { api, events, security })).map(
        ({ path, authorization }) => [
          path,
          authorization && [authorization.authorizer.name, ...authorization.scopes],
        ],
      ),
    );

  it('guard every route that says nothing, of the document as well', () => {
    expect(guards(byDefault, event(''))).toEqual({ '/a': ['J', 'read'], '/e': ['J', 'read'] });
  });

  it('leave to a route what it says', () => {
    expect(guards(byDefault, event('Auth: { Authorizer: S }'), 'A: []')).toEqual({
      '/a': ['A'],
      '/e': ['S'],
    });
    expect(guards(byDefault, event('Auth: { Authorizer: NONE }'), 'NONE: []')).toEqual({});
    expect(guards(byDefault, event('Auth: { AuthorizationScopes: [write] }'), 'J: []')).toEqual({
      '/a': ['J'],
      '/e': ['J', 'write'],
    });
  });

  it.each([
    [auth(''), 'Auth: { Authorizer: S }', 'Properties.Auth.Authorizer: Api declares no authorizer "S"'],
    [byDefault, 'Auth: { Authorizer: A }', 'Api declares no authorizer "A"'],
    [auth(`S: ${authorizer}`), 'Auth: { Authorizer: NONE }', 'is for an API with a DefaultAuthorizer'],
    [auth(`S: ${authorizer}`), 'Auth: { AuthorizationScopes: [a] }', 'must name an authorizer'],
    [
      auth('', 'DefaultAuthorizer: S'),
      '',
      'Properties.Auth.DefaultAuthorizer: Api declares no authorizer "S"',
    ],
    [auth('S: { FunctionArn: x }'), '', 'S.FunctionArn: must be !GetAtt Function.Arn of a function'],
    [
      auth(`S: ${authorizer.replace(' }', ', FunctionInvokeRole: arn }')}`),
      '',
      'S.FunctionInvokeRole: no role of the API runs on this machine',
    ],
    [
      auth(`S: ${authorizer.replace(' }', ', IdentitySource: a }')}`),
      '',
      'S.IdentitySource: is not for Lambda authorizers',
    ],
    [auth(`S: ${token.replace(' }', ' }, Identity: {}')}`), '', 'S.Identity: is not for JWT authorizers'],
  ])('are refused: %s, with an event of %s', (api, of, message) => {
    expect(problem(authorizerTemplate(lambdaAuthorizer, { api, events: event(of), security: '' }))).toContain(
      message,
    );
  });

  it('are refused as a default that nobody has declared, also where no route takes it', () => {
    const api = auth('', 'DefaultAuthorizer: S');

    expect(problem(authorizerTemplate(lambdaAuthorizer, { api }))).toContain('declares no authorizer "S"');
  });

  it('may be called if SAM is asked to permit it', () => {
    const asked = (more: string): string =>
      problem(
        authorizerTemplate(lambdaAuthorizer, {
          api: auth(`S: ${authorizer.replace(' }', `${more} }`)}`, 'DefaultAuthorizer: S'),
          security: '',
          permission: '/*/GET/a',
        }),
      );

    expect(asked(', EnableFunctionDefaultPermissions: true')).toBe('none');
    expect(asked('')).toContain('S.FunctionArn: API Gateway may not invoke Lambda; ');
  });
});
