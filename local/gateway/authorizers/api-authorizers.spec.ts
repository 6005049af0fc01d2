import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, readTemplate } from '../../../test/support/local/api-template';
import { authorizerTemplate, lambdaAuthorizer } from '../../../test/support/local/authorizer-template';
import type { Route } from '../route';

const jwt = 'type: jwt, identitySource: $request.header.Authorization';

describe('authorizers of an API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'authorizers-'));

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

  it('are read from the document, with what holds unless it says otherwise', () => {
    expect(routes(authorizerTemplate(lambdaAuthorizer))).toMatchObject([
      {
        path: '/a',
        authorization: {
          scopes: [],
          authorizer: {
            name: 'A',
            functionId: 'Lambda',
            isSimple: false,
            identitySources: [],
            resultSeconds: 0,
          },
        },
      },
    ]);
  });

  it.each([
    ['$request.header.X', '', 300],
    ['$request.header.X', 'authorizerResultTtlInSeconds: 0', 0],
    ['$request.header.X', "authorizerResultTtlInSeconds: '3600'", 3600],
  ])('keep results by %s, with %s, for %d s', (source, ttl, resultSeconds) => {
    const [route] = routes(authorizerTemplate(`${lambdaAuthorizer}, identitySource: ${source}, ${ttl}`));

    expect(route?.authorization?.authorizer).toMatchObject({ resultSeconds });
  });

  it('have several identity sources in one text, or in a list', () => {
    const expected = [
      { kind: 'header', name: 'A' },
      { kind: 'querystring', name: 'b' },
      { kind: 'context', name: 'identity.sourceIp' },
    ];
    const sources = ['$request.header.A', '$request.querystring.b', '$context.identity.sourceIp'];

    for (const written of [`"${sources.join(', ')}"`, `[${sources.join(', ')}]`]) {
      const [route] = routes(authorizerTemplate(`${lambdaAuthorizer}, identitySource: ${written}`));
      expect(route?.authorization?.authorizer).toMatchObject({ identitySources: expected });
    }
  });

  it('are those of tokens, with the scopes of an operation', () => {
    const configuration = 'jwtConfiguration: { issuer: https://a.example/pool, audience: [a, b] }';

    expect(
      routes(authorizerTemplate(`${jwt}, ${configuration}`, { security: 'A: [read, write]' })),
    ).toMatchObject([
      {
        authorization: {
          scopes: ['read', 'write'],
          authorizer: { kind: 'jwt', issuer: 'https://a.example/pool', audience: ['a', 'b'] },
        },
      },
    ]);
  });

  it.each([
    ["type: token, authorizerPayloadFormatVersion: '2.0'", ".type: must be the text 'request' or 'jwt'"],
    [
      lambdaAuthorizer.replace("'2.0'", '2.0'),
      ".authorizerPayloadFormatVersion: must be the text '2.0' or '1.0'",
    ],
    [lambdaAuthorizer.replace('${Lambda.Arn}', 'x'), '.authorizerUri: x is no function of this template'],
    [
      `${lambdaAuthorizer}, authorizerCredentials: arn`,
      '.authorizerCredentials: no role of the API runs on this machine',
    ],
    [
      `${lambdaAuthorizer}, identityValidationExpression: a`,
      '.identityValidationExpression: does not run on this machine',
    ],
    [`${lambdaAuthorizer}, identitySources: a`, 'did you mean identitySource?'],
    [`${lambdaAuthorizer}, enableSimpleResponses: maybe`, '.enableSimpleResponses: must be true or false'],
    [
      `${lambdaAuthorizer.replace('2.0', '1.0')}, enableSimpleResponses: true`,
      ".enableSimpleResponses: needs the payload format '2.0'",
    ],
    [
      `${lambdaAuthorizer}, authorizerResultTtlInSeconds: 60`,
      '.authorizerResultTtlInSeconds: a result is kept by its identity',
    ],
    [
      `${lambdaAuthorizer}, identitySource: $context.stage, authorizerResultTtlInSeconds: 3601`,
      '.authorizerResultTtlInSeconds: must be a number of seconds from 0 to 3600',
    ],
    [
      `${lambdaAuthorizer}, identitySource: Authorization`,
      '.identitySource: "Authorization" is no identity source',
    ],
    [
      `${lambdaAuthorizer}, identitySource: method.request.header.A`,
      'is no identity source; use $request.header.NAME',
    ],
    [
      `${lambdaAuthorizer}, identitySource: $context.routKey`,
      'has no value on this machine; did you mean routeKey?',
    ],
    [
      `${lambdaAuthorizer}, identitySource: $stageVariables.a`,
      '"$stageVariables.a" has no value on this machine',
    ],
    [jwt, '.jwtConfiguration.issuer: must be the URL of an issuer'],
    [
      `${jwt}, jwtConfiguration: { issuer: http://a.example, audience: [a] }`,
      '.issuer: must be the URL of an issuer',
    ],
    [
      `${jwt}, jwtConfiguration: { issuer: file:///a, audience: [a] }`,
      '.issuer: must be the URL of an issuer',
    ],
    [
      `${jwt}, jwtConfiguration: { issuer: 'http://[::1]:1' }`,
      '.audience: must be a list of at least one audience',
    ],
    [`${jwt}, jwtConfiguration: { issuers: a }`, '.issuers: is not one of issuer, audience'],
    [
      'type: jwt, jwtConfiguration: { issuer: https://a.example, audience: [a] }',
      '.identitySource: must be the one place where the token is',
    ],
  ])('are refused: %s', (scheme, message) => {
    expect(problem(authorizerTemplate(scheme))).toContain(message);
    expect(problem(authorizerTemplate(scheme))).toContain(
      'template.yaml:16: Resources.Api.Properties.DefinitionBody.components.securitySchemes.A',
    );
  });

  it.each([
    ['Z: []', 'Api declares no authorizer "Z"'],
    ['B: []', 'Api declares no authorizer "B"'],
    ['A: [], B: []', 'must name one authorizer'],
    ['{ A: [] }, { A: [] }', 'must name one authorizer'],
    ['A: [read]', 'scopes are for JWT authorizers; a function decides for itself'],
  ])('do not guard an operation with %s', (security, message) => {
    expect(problem(authorizerTemplate(lambdaAuthorizer, { security }))).toMatch(
      /template.yaml:15: Resources.Api.Properties.DefinitionBody.paths.\/a.get.security: /,
    );
    expect(problem(authorizerTemplate(lambdaAuthorizer, { security }))).toContain(message);
  });

  it.each([
    ['all of the API', '/*', true],
    ['all authorizers', '/authorizers/*', true],
    ['this authorizer', '/authorizers/A', true],
    ['another authorizer', '/authorizers/B', false],
    ['routes', '/*/GET/*', false],
  ])('may be called with a permission for %s', (_case, source, isAllowed) => {
    const routesMayBeCalled = allow('!GetAtt Lambda.Arn', '/*/GET/a');
    const found = problem(
      authorizerTemplate(lambdaAuthorizer, { permission: '' }) +
        routesMayBeCalled +
        allow('!Ref Lambda', source),
    );

    if (isAllowed) expect(found).toBe('none');
    else
      expect(found).toMatch(
        /authorizerUri: API Gateway may not invoke Lambda; add the resource .*authorizers\/\*/,
      );
  });
});
