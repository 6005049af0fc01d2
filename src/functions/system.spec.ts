import { setEnvironment } from '../../test/support/process-environment';
import openApi from '../../openapi.json';
import { FaultyService, type Answer } from '../../test/support/faulty-service';
import { TokenForge } from '../../test/support/identity/token-forge';
import { apiEvent } from '../../test/support/http/api-event';
import type { handler as Handler } from './system';

describe('the system function', () => {
  let handler: typeof Handler;
  let restore: () => void;
  let forge: TokenForge;
  let secrets: FaultyService;

  beforeAll(async () => {
    forge = await TokenForge.at(1_795_253_520);
    const shown: Answer = (response) => {
      const [key] = forge.keys.verification.keys;
      // More than anybody may see.
      const SecretString = JSON.stringify({ keys: [{ ...key, d: 'private', goneFrom: 1 }] });
      response.end(JSON.stringify({ SecretString }));
    };
    secrets = await FaultyService.start(shown);
    restore = setEnvironment({
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      VERIFICATION_KEYS: 'arn:of:keys',
    });
    ({ handler } = await import('./system'));
  });

  afterAll(async () => {
    restore();
    await secrets.stop();
  });

  it('tells that the API answers', async () => {
    const { statusCode, body } = await handler(apiEvent('GET', '/health'));
    expect([statusCode, JSON.parse(body ?? '')]).toEqual([200, { status: 'ok' }]);
  });

  it('describes the API', async () => {
    const { statusCode, body } = await handler(apiEvent('GET', '/openapi.json'));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toEqual(openApi);
  });

  it('shows the keys that verify tokens, which may be kept for five minutes', async () => {
    const { statusCode, headers, body } = await handler(apiEvent('GET', '/.well-known/jwks.json'));
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
    });
    expect(JSON.parse(body ?? '')).toEqual({ keys: [forge.key.publicJwk] });
    const known = { headers: { 'if-none-match': String(headers?.etag) } };
    const again = await handler(apiEvent('GET', '/.well-known/jwks.json', known));
    expect(again).toMatchObject({ statusCode: 304, headers: { 'cache-control': 'public, max-age=300' } });
    expect(secrets.requests).toBe(1);
  });

  it('answers 404 for a route that nobody serves', async () => {
    const { statusCode, headers } = await handler(apiEvent('GET', '/planets'));
    expect(statusCode).toBe(404);
    expect(headers?.['content-type']).toBe('application/problem+json');
  });

  it.each([
    ['DELETE', '/users', ['GET', 'POST']],
    ['PATCH', '/roles/5f0c4b0e-3c7e-4c55-8f3b-0b6e4f3d2a11', ['GET']],
    ['POST', '/health', ['GET']],
  ])('answers 405 for %s on a route that another function serves: %s', async (method, path, allowed) => {
    const { statusCode, headers } = await handler(apiEvent(method, path));
    expect(statusCode).toBe(405);
    expect(String(headers?.allow).split(', ')).toEqual(expect.arrayContaining(allowed));
  });
});
