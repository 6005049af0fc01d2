import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SETTINGS, TokenForge } from '../../test/support/identity/token-forge';
import { setEnvironment } from '../../test/support/process-environment';
import { principalOf } from '../identity/principal';
import type { handler as Handler } from './authorizer';

type Event = Parameters<typeof Handler>[0];
type Function = Parameters<typeof principalOf>[0];

/** With the real client of Secrets Manager, whose endpoint is answered for here. */
describe('the authorizer function', () => {
  let server: Server;
  let restore: () => void;
  let handler: typeof Handler;
  let forge: TokenForge;
  let stored: string | undefined;
  const asked: unknown[] = [];
  const logged: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push(JSON.parse(body));
        const nothing = { __type: 'ResourceNotFoundException', message: 'no value for AWSCURRENT' };
        response.statusCode = stored === undefined ? 400 : 200;
        response.end(JSON.stringify(stored === undefined ? nothing : { SecretString: stored }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    forge = await TokenForge.at(Math.floor(Date.now() / 1000));
    restore = setEnvironment({
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
      LOG_LEVEL: 'INFO',
      VERIFICATION_KEYS: 'arn:of:the:keys',
      TOKEN_ISSUER: SETTINGS.issuer,
      TOKEN_AUDIENCE: SETTINGS.audience,
      USER_POOL_ID: '',
      USER_POOL_CLIENT_IDS: '',
    });
    ({ handler } = await import('./authorizer'));
  });

  beforeEach(() => {
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((line) => {
        logged.push(String(line));
        return true;
      });
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    logged.length = 0;
  });

  afterAll(async () => {
    restore();
    await new Promise((resolve) => server.close(resolve));
  });

  const event = (headers?: Event['headers']): Event =>
    ({ headers, routeKey: 'GET /users', requestContext: { requestId: 'JKJaXmPLvHcESHA=' } }) as Event;
  const bearer = (token: string): Event => event({ authorization: `Bearer ${token}` });

  it('fails, and says what to do, while there are no keys', async () => {
    await expect(handler(bearer(forge.token()))).rejects.toThrow('npm run keys -- rotate');
    stored = JSON.stringify(forge.keys.verification);
  });

  it('lets a good token through, with what functions read as their principal', async () => {
    const answer = await handler(bearer(forge.token()));
    expect(answer.isAuthorized).toBe(true);
    const requestContext = {
      authorizer: { lambda: answer.context },
    } as unknown as Function['requestContext'];
    expect(principalOf({ requestContext })).toEqual({
      kind: 'user',
      subject: forge.claims.sub,
      roles: ['admin'],
      claims: forge.claims,
      expiresAt: forge.claims.exp,
    });
    expect(logged).toEqual([]);
  });

  it('lets an expired one through, with when it ended', async () => {
    const exp = forge.now - 1_000;
    const { isAuthorized, context } = await handler(bearer(forge.token({ exp, iat: exp - 1 })));
    expect(isAuthorized).toBe(true);
    expect(JSON.parse(context?.principal ?? '')).toMatchObject({ expiresAt: exp });
  });

  it('refuses every other one; only the log says why, and nothing says what it was', async () => {
    const token = forge.token({ aud: 'other' });
    await expect(handler(bearer(token))).resolves.toEqual({ isAuthorized: false });
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'token refused',
      reason: 'aud is check_failed',
      route: 'GET /users',
      requestId: 'JKJaXmPLvHcESHA=',
    });
    for (const part of token.split('.')) expect(logged[0]).not.toContain(part);
  });

  it('finds the header in any case, and does without any', async () => {
    await expect(handler(event({ Authorization: `bearer ${forge.token()}` }))).resolves.toMatchObject({
      isAuthorized: true,
    });
    await expect(handler(event())).resolves.toEqual({ isAuthorized: false });
    await expect(handler(event({}))).resolves.toEqual({ isAuthorized: false });
  });

  it('reads the public keys alone, and not again for each token', () => {
    expect(asked).toEqual([{ SecretId: 'arn:of:the:keys' }, { SecretId: 'arn:of:the:keys' }]);
  });
});
