import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { collectingLog, type CollectingLog } from '../../../test/support/local/collecting-log';
import { issuer, type Claims, type Header, type TestIssuer } from '../../../test/support/local/issuer';
import type { Authorization } from './authorization';
import { JwtAuthorizer } from './jwt-authorizer';

const seconds = (from = 0): number => Math.floor(Date.now() / 1000) + from;

/** What the authorizer sees of a request. */
function eventWith(headers: Readonly<Record<string, string>>): APIGatewayProxyEventV2 {
  return { headers } as unknown as APIGatewayProxyEventV2;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

describe('JwtAuthorizer', () => {
  let tokens: TestIssuer;
  let log: CollectingLog;
  let authorizer: JwtAuthorizer;

  beforeAll(async () => {
    tokens = await issuer('things');
  });

  afterAll(() => tokens.stop());

  beforeEach(() => {
    log = collectingLog();
    authorizer = of(tokens.url);
  });

  function of(url: string): JwtAuthorizer {
    const identitySource = { kind: 'header', name: 'Authorization' } as const;
    const definition = { kind: 'jwt', name: 'Tokens', issuer: url, audience: ['others', 'things'] } as const;
    return new JwtAuthorizer({ ...definition, identitySource }, { log });
  }

  const ask = (token: string, scopes: readonly string[] = []): Promise<Authorization> =>
    authorizer.authorize(eventWith({ authorization: `Bearer ${token}` }), scopes);

  function challenge(authorization: Authorization): string {
    if (authorization.granted) return 'granted';
    const { status, headers, body } = authorization.answer;
    return `${status} ${String(body)} ${String(headers['www-authenticate'])}`;
  }

  const invalid = (description: string, scope = ''): string =>
    `401 {"message":"Unauthorized"} Bearer scope="${scope}" error="invalid_token" error_description="${description}"`;

  it('grants with every claim as a text', async () => {
    const groups = { groups: ['a', 'b'], admin: true, nothing: null, address: { city: 'Bern', at: 1 } };

    expect(await ask(await tokens.token({ ...groups, exp: 4_000_000_000 }))).toMatchObject({
      granted: true,
      authorizer: {
        v2: {
          jwt: {
            claims: {
              sub: 'ann',
              exp: '4000000000',
              groups: '[a b]',
              admin: 'true',
              address: 'map[at:1 city:Bern]',
            },
            scopes: null,
          },
        },
        v1: { claims: { sub: 'ann' }, scopes: null },
      },
    });
  });

  it('takes a token that stands alone, too', async () => {
    const event = eventWith({ authorization: await tokens.token() });

    expect(await authorizer.authorize(event, [])).toMatchObject({ granted: true });
  });

  it('wants a token', async () => {
    expect(challenge(await authorizer.authorize(eventWith({}), ['a']))).toBe(
      '401 {"message":"Unauthorized"} Bearer',
    );
  });

  it.each<[string, Claims, Header, string]>([
    ['has expired', { exp: seconds(-1) }, {}, 'the token has expired'],
    ['never expires', { exp: undefined }, {}, 'the token does not have a valid exp'],
    ['is not yet valid', { nbf: seconds(60) }, {}, 'the token does not have a valid nbf'],
    ['is issued in the future', { iat: seconds(60) }, {}, 'the token is issued in the future'],
    ['is of another issuer', { iss: 'https://else.example' }, {}, 'the token does not have a valid iss'],
    ['is for others', { aud: 'theirs' }, {}, 'the token does not have a valid audience'],
    [
      'is for others, whoever asked',
      { aud: 'theirs', client_id: 'things' },
      {},
      'the token does not have a valid audience',
    ],
    ['is for nobody', { aud: undefined }, {}, 'the token does not have a valid audience'],
    ['names no key', {}, { kid: undefined }, 'the token has no kid'],
    ['names an unknown key', {}, { kid: 'x' }, 'the token is signed with a key that is not known'],
  ])('refuses a token that %s', async (_case, claims, header, description) => {
    expect(challenge(await ask(await tokens.token(claims, header), ['a', 'b']))).toBe(
      invalid(description, 'a b'),
    );
  });

  it.each<[string, Claims]>([
    ['one of several audiences', { aud: ['mine', 'things'] }],
    ['the client in place of the audience', { aud: undefined, client_id: 'others' }],
    ['no time of issue', { iat: undefined }],
  ])('takes a token with %s', async (_case, claims) => {
    expect(challenge(await ask(await tokens.token(claims)))).toBe('granted');
  });

  it('refuses a token that another key has signed, or that was changed', async () => {
    const other = await tokens.addKey('other');
    const [header = '', , signature = ''] = (await tokens.token()).split('.');

    expect(challenge(await ask(await tokens.token({}, {}, other)))).toBe(
      invalid('signature verification failed'),
    );
    const claims = { iss: tokens.url, aud: 'things', sub: 'root', exp: seconds(60) };
    expect(challenge(await ask(`${header}.${encoded(claims)}.${signature}`))).toBe(
      invalid('signature verification failed'),
    );
  });

  it.each(['none', 'NONE', 'HS256', 'ES256', 'PS256', 'x"\n'])('refuses the algorithm %j', async (alg) => {
    const claims = { iss: tokens.url, aud: 'things', exp: seconds(60) };
    const token = `${encoded({ alg, kid: 'first' })}.${encoded(claims)}.`;

    expect(challenge(await ask(token))).toBe(
      invalid('the token is signed with an algorithm that is not supported'),
    );
    expect(log.lines).toEqual([
      `warn: the authorizer Tokens refused a token that is signed with ${JSON.stringify(alg)}: HTTP APIs take RS256, RS384, RS512`,
    ]);
  });

  it.each(['', 'a', 'a.b.c', '..', 'Basic YTpi'])('refuses what is no token: %j', async (token) => {
    expect(
      challenge(await authorizer.authorize(eventWith({ authorization: `Bearer ${token}` }), [])),
    ).toMatch('the token cannot be decoded');
  });

  it('wants one of the scopes of the route', async () => {
    const reader = await tokens.token({ scope: 'read write' });

    expect(await ask(reader, ['admin', 'write'])).toMatchObject({
      authorizer: { v2: { jwt: { scopes: ['write'] } } },
    });
    expect(await ask(await tokens.token({ scp: ['admin'] }), ['admin'])).toMatchObject({ granted: true });
    expect(challenge(await ask(reader, ['admin', 'delete']))).toBe(
      '403 {"message":"Forbidden"} Bearer scope="admin delete" error="insufficient_scope"',
    );
    expect(challenge(await ask(await tokens.token(), ['admin']))).toMatch(/^403 /);
  });

  it('keeps the keys of the issuer', async () => {
    const before = tokens.fetches;
    await ask(await tokens.token());
    await ask(await tokens.token());

    expect(tokens.fetches).toBe(before + 1);
  });

  it('asks an issuer again that did not answer', async () => {
    const late = await issuer('things');
    authorizer = of(late.url);
    const token = await late.token();
    await late.stop();

    expect(challenge(await ask(token))).toBe(invalid('OIDC discovery endpoint communication error'));
    expect(log.lines).toEqual([
      expect.stringContaining('warn: the authorizer Tokens cannot ask the issuer for its keys'),
    ]);
    authorizer = of(`${tokens.url}/nowhere`);
    expect(challenge(await ask(token))).toBe(invalid('OIDC discovery endpoint communication error'));
    expect(log.lines.at(-1)).toContain(
      '/nowhere/.well-known/openid-configuration names no jwks_uri (status 404)',
    );
  });
});
