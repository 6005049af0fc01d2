import { setEnvironment } from '../../test/support/process-environment';
import openApi from '../../openapi.json';
import { apiEvent } from '../../test/support/http/api-event';
import type { handler as Handler } from './system';

describe('the system function', () => {
  let handler: typeof Handler;
  let restore: () => void;

  beforeAll(async () => {
    restore = setEnvironment({});
    ({ handler } = await import('./system'));
  });

  afterAll(() => {
    restore();
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
