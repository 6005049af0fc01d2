import { askJson, type JsonAnswer } from '../../../test/support/local/ask-json';
import { buildFolder } from '../../../test/support/local/build-folder';
import { collectingLog, type CollectingLog } from '../../../test/support/local/collecting-log';
import { issuer, type TestIssuer } from '../../../test/support/local/issuer';
import { startRuntime, type Runtime } from '../../runtime';

describe('authorizers', () => {
  let runtime: Runtime;
  let log: CollectingLog;
  let tokens: TestIssuer;
  const folder = buildFolder();

  beforeAll(async () => {
    log = collectingLog();
    tokens = await issuer('things');
    runtime = await startRuntime({
      template: 'local/fixtures/authorizers.template.yaml',
      parameters: { Issuer: tokens.url },
      buildDirectory: folder.path,
      environment: process.env,
      log,
    });
  });

  afterAll(async () => {
    await runtime.stop();
    await tokens.stop();
    folder.remove();
  });

  const ask = (
    path: string,
    headers?: Readonly<Record<string, string>>,
    method?: string,
  ): Promise<JsonAnswer> => askJson(runtime.url + path, headers, method);

  const invocations = (id: string): number => runtime.functions.get(id)?.statistics.invocations ?? NaN;

  /** How often the function of an authorizer is called while something is done. */
  async function calls(id: string, action: () => Promise<unknown>): Promise<number> {
    const before = invocations(id);
    await action();
    return invocations(id) - before;
  }

  it('leave alone what is public', async () => {
    expect(await ask('/public')).toMatchObject({ status: 200, body: { authorizer: 'nobody was asked' } });
    expect(await ask('/public', {}, 'PUT')).toMatchObject({ status: 200 });
    expect(await ask('/_local/functions')).toMatchObject({ status: 200 });
  });

  describe('that give simple responses', () => {
    it('tell the function what they say of the caller', async () => {
      const { status, body } = await ask('/simple/a%20b?x=1', { authorization: 'ann' });

      expect(status).toBe(200);
      expect(body.authorizer).toMatchObject({
        lambda: {
          token: 'ann',
          event: {
            version: '2.0',
            type: 'REQUEST',
            routeArn: 'arn:aws:execute-api:us-east-1:000000000000:local/$default/GET/simple/a%20b',
            identitySource: ['ann'],
            routeKey: 'GET /simple/{id}',
            rawPath: '/simple/a%20b',
            rawQueryString: 'x=1',
            queryStringParameters: { x: '1' },
            pathParameters: { id: 'a b' },
            stageVariables: { tenant: 'acme' },
            headers: { authorization: 'ann' },
            requestContext: { authentication: null, http: { method: 'GET' }, stage: '$default' },
          },
        },
      });
      expect(body.authorizer).not.toHaveProperty('lambda.event.body');
      expect(body.authorizer).not.toHaveProperty('lambda.event.isBase64Encoded');
    });

    it('say nothing of the caller when they have no context', async () => {
      expect((await ask('/simple/1', { authorization: 'bare' })).body.authorizer).toEqual({ lambda: null });
      expect((await ask('/old', { authorization: 'bare' })).body.authorizer).toBeNull();
    });

    it('tell functions of format 1.0 the context itself', async () => {
      expect((await ask('/old', { authorization: 'eve' })).body.authorizer).toMatchObject({ token: 'eve' });
    });

    it.each([
      ['no identity', {}, 401, 'Unauthorized', 0],
      ['an empty identity', { authorization: '' }, 401, 'Unauthorized', 0],
      ['a stranger', { authorization: 'stranger' }, 403, 'Forbidden', 1],
      ['an authorizer that fails', { authorization: 'fail' }, 500, 'Internal Server Error', 1],
      ['a malformed answer', { authorization: 'malformed' }, 500, 'Internal Server Error', 1],
    ])('refuse %s', async (_case, headers, status, message, asked) => {
      const origin = 'https://a.example';

      expect(
        await calls('Simple', async () => {
          const answer = await ask('/simple/1', { ...headers, origin });
          expect(answer).toMatchObject({ status, body: { message } });
          expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        }),
      ).toBe(asked);
    });
  });

  describe('that keep their results', () => {
    it('are asked once for all routes and the same identity, whatever they said', async () => {
      const twice = async (authorization: string): Promise<number> =>
        calls('Simple', async () => {
          await ask('/simple/1', { authorization });
          await ask('/simple/2', { authorization }, 'PUT');
        });

      expect(await twice('once')).toBe(1);
      expect(await twice('stranger')).toBeLessThanOrEqual(1);
      expect(await ask('/simple/1', { authorization: 'stranger' })).toMatchObject({ status: 403 });
      expect(await twice('another')).toBe(1);
    });

    it('are asked again after a failure, and always when they keep nothing', async () => {
      const twice = (path: string, authorization: string): Promise<number> =>
        calls('Simple', async () => {
          await ask(path, { authorization });
          await ask(path, { authorization });
        });

      expect(await twice('/simple/1', 'fail')).toBe(2);
      expect(await twice('/unkept', 'carl')).toBe(2);
    });

    it('are asked for each route if that belongs to the identity', async () => {
      const asked = await calls('Simple', async () => {
        for (const route of ['first', 'second', 'first', 'second'])
          expect(await ask(`/per-route/${route}`, { authorization: 'dora' })).toMatchObject({ status: 200 });
      });

      expect(asked).toBe(2);
      expect((await ask('/per-route/second', { authorization: 'dora' })).body.authorizer).toMatchObject({
        lambda: { event: { identitySource: ['dora', 'acme', 'GET /per-route/second'] } },
      });
    });

    it('forget them with a new code', async () => {
      const authorization = 'reloaded';
      await ask('/simple/1', { authorization });
      runtime.functions.get('Simple')?.reload();

      expect(await calls('Simple', () => ask('/simple/1', { authorization }))).toBe(1);
    });
  });

  describe('that answer with a policy', () => {
    const user = { 'x-user': 'ann' };

    it('allow what it allows, deny what it denies, and keep it for both', async () => {
      const asked = await calls('Policy', async () => {
        expect(await ask('/policies/open?team=a', user)).toMatchObject({
          status: 200,
          body: { authorizer: { lambda: { user: 'ann', event: { identitySource: ['ann', 'a'] } } } },
        });
        expect(await ask('/policies/closed?team=a', user)).toMatchObject({
          status: 403,
          body: { message: 'Forbidden' },
        });
      });

      expect(asked).toBe(1);
    });

    it.each(['/policies/open', '/policies/open?team=', '/policies/open?Team=a'])(
      'are not asked without all of the identity: %s',
      async (path) => {
        expect(await calls('Policy', () => ask(path, user))).toBe(0);
        expect(await ask(path, user)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
      },
    );

    it('get events of format 1.0 if they want, and are always asked without an identity', async () => {
      const asked = await calls('PolicyV1', async () => {
        expect(await ask('/old/policies/1', user)).toMatchObject({
          status: 200,
          body: {
            authorizer: {
              principalId: 'ann',
              user: 'ann',
              event: {
                version: '1.0',
                type: 'REQUEST',
                methodArn: 'arn:aws:execute-api:us-east-1:000000000000:local/$default/GET/old/policies/1',
                identitySource: null,
                authorizationToken: null,
                resource: '/old/policies/{id}',
                path: '/old/policies/1',
                httpMethod: 'GET',
                pathParameters: { id: '1' },
                stageVariables: { tenant: 'acme' },
              },
            },
          },
        });
        await ask('/old/policies/1', user);
      });

      expect(asked).toBe(2);
    });
  });

  describe('of tokens', () => {
    const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

    it('tell the function all claims as texts, and which scopes were granted', async () => {
      const token = await tokens.token({ scope: 'things/read other', groups: ['a', 'b'], admin: true });

      expect(await ask('/tokens', bearer(token))).toMatchObject({
        status: 200,
        body: {
          authorizer: {
            jwt: {
              claims: {
                iss: tokens.url,
                aud: 'things',
                exp: expect.stringMatching(/^\d+$/) as unknown,
                groups: '[a b]',
                admin: 'true',
              },
              scopes: ['things/read'],
            },
          },
        },
      });
    });

    it('let preflights pass, and browsers see why others do not', async () => {
      const preflight = { origin: 'https://a.example', 'access-control-request-method': 'PUT' };

      expect(
        (await ask('/tokens', { origin: 'https://a.example' })).headers.get('access-control-allow-origin'),
      ).toBe('https://a.example');
      expect(await ask('/tokens', preflight, 'OPTIONS')).toMatchObject({ status: 204 });
      expect(await ask('/tokens', {}, 'OPTIONS')).toMatchObject({
        status: 200,
        body: { authorizer: 'nobody was asked' },
      });
    });
  });
});
