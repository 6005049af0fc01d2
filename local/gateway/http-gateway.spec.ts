import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { silentLog } from '../runtime-log';
import { corsOf } from './cors';
import { failure } from './http-answer';
import { HttpGateway } from './http-gateway';
import { BODY_LIMIT_BYTES } from './read-body';
import { routeTable } from './route-table';
import { echo } from '../../test/support/local/echo-invoker';

describe('HttpGateway', () => {
  let gateway: HttpGateway;
  let url: string;
  let requests = 0;

  beforeAll(async () => {
    gateway = await HttpGateway.listen({
      host: '127.0.0.1',
      port: 0,
      integrationTimeout: 100,
      log: silentLog,
    });
    url = `http://127.0.0.1:${gateway.port}`;
  });

  afterAll(async () => {
    await gateway.stop();
  });

  it('answers 503 until it has something to serve', async () => {
    const response = await fetch(`${url}/users`);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ message: 'Service Unavailable' });
  });

  describe('with an API', () => {
    beforeAll(() => {
      gateway.serve({
        routes: routeTable([
          { method: 'ANY', path: '/users/{id}', functionId: 'Echo' },
          { method: 'ANY', path: '/do/{what}', functionId: 'Echo' },
          { method: 'GET', path: '/orphan', functionId: 'Missing' },
        ]),
        cors: corsOf({
          logicalId: 'A',
          type: '',
          properties: { CorsConfiguration: { AllowOrigins: ['https://a.example'] } },
          metadata: {},
        }),
        functionOf: ({ route }) => (route.functionId === 'Echo' ? echo : undefined),
        ownPage: (_method, path) => (path === '/_local' ? Promise.resolve(failure(200, 'own')) : undefined),
        onRequest: () => requests++,
      });
    });

    const eventOf = async (path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> =>
      (await (await fetch(url + path, init)).json()) as APIGatewayProxyEventV2;

    it('makes an event of format 2.0', async () => {
      const event = await eventOf('/users/a%20b?x=1&y=%C3%A9&x=2', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'X-Custom': 'Value', cookie: 'a=1; b=2' },
        body: '{"é":1}',
      });

      expect(event).toMatchObject({
        version: '2.0',
        routeKey: 'ANY /users/{id}',
        rawPath: '/users/a%20b',
        rawQueryString: 'x=1&y=%C3%A9&x=2',
        cookies: ['a=1', 'b=2'],
        queryStringParameters: { x: '1,2', y: 'é' },
        pathParameters: { id: 'a b' },
        body: '{"é":1}',
        isBase64Encoded: false,
        requestContext: {
          accountId: '000000000000',
          http: { method: 'PUT', path: '/users/a%20b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
          routeKey: 'ANY /users/{id}',
          stage: '$default',
        },
      });
      expect(event.headers).toMatchObject({
        'x-custom': 'Value',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-/) as unknown,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': String(gateway.port),
        'x-forwarded-proto': 'http',
      });
      expect(event.headers).not.toHaveProperty('cookie');
      expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
      expect(Date.now() - event.requestContext.timeEpoch).toBeLessThan(10_000);
    });

    it('leaves out what a request does not have', async () => {
      const event = await eventOf('/users/1');

      expect(event).not.toHaveProperty('body');
      expect(event).not.toHaveProperty('cookies');
      expect(event).not.toHaveProperty('queryStringParameters');
      expect(event.rawQueryString).toBe('');
    });

    it('joins a header that comes several times', async () => {
      const event = await new Promise<APIGatewayProxyEventV2>((resolve, reject) => {
        const outgoing = request(`${url}/users/1`, { headers: { 'x-many': ['a', 'b'] } }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            resolve(JSON.parse(text) as APIGatewayProxyEventV2);
          });
        });
        outgoing.on('error', reject).end();
      });

      expect(event.headers['x-many']).toBe('a,b');
    });

    it.each([
      ['text/plain', false],
      ['application/json; charset=utf-8', false],
      ['application/problem+json', false],
      ['application/xml', false],
      ['application/octet-stream', true],
      ['image/png', true],
      ['application/x-www-form-urlencoded', true],
    ])('hands a body of type %s over with base64: %s', async (type, isBase64Encoded) => {
      const event = await eventOf('/users/1', {
        method: 'POST',
        body: 'hello',
        headers: { 'content-type': type },
      });

      expect(event).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'aGVsbG8=' : 'hello' });
    });

    it('gives every answer an id, the one the event has', async () => {
      const response = await fetch(`${url}/users/1`);
      const event = (await response.json()) as APIGatewayProxyEventV2;

      expect(response.headers.get('apigw-requestid')).toBe(event.requestContext.requestId);
    });

    it.each([
      ['/nowhere', 404, 'Not Found'],
      ['/orphan', 404, 'Not Found'],
      ['/users/%zz', 400, 'Bad Request'],
      ['/do/fail', 500, 'Internal Server Error'],
      ['/do/malform', 500, 'Internal Server Error'],
      ['/do/overflow', 413, 'Request Entity Too Large'],
      ['/do/hang', 503, 'Service Unavailable'],
    ])('answers %s with %d %s', async (path, status, message) => {
      const response = await fetch(url + path);

      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({ message });
    });

    it('refuses a body over 10 MB and stays usable', async () => {
      const response = await fetch(`${url}/users/1`, {
        method: 'PUT',
        body: 'x'.repeat(BODY_LIMIT_BYTES + 1),
      });

      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
      expect((await fetch(`${url}/users/1`)).status).toBe(200);
    });

    it('takes a body of exactly 10 MB', async () => {
      const event = await eventOf('/users/1', {
        method: 'PUT',
        body: 'x'.repeat(BODY_LIMIT_BYTES),
        headers: { 'content-type': 'text/plain' },
      });

      expect(event.body).toHaveLength(BODY_LIMIT_BYTES);
    });

    it('sets cookies one by one', async () => {
      expect((await fetch(`${url}/do/cookies`)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    });

    it('answers preflights itself and marks other answers', async () => {
      const headers = { origin: 'https://a.example', 'access-control-request-method': 'PUT' };
      const preflight = await fetch(`${url}/users/1`, { method: 'OPTIONS', headers });
      const answer = await fetch(`${url}/users/1`, { headers: { origin: 'https://a.example' } });

      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('https://a.example');
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://a.example');
    });

    it('serves its own pages first, which are no requests to the application', async () => {
      const before = requests;
      const response = await fetch(`${url}/_local`);

      expect(await response.json()).toEqual({ message: 'own' });
      expect(requests).toBe(before);
      await fetch(`${url}/users/1`);
      expect(requests).toBe(before + 1);
    });

    it('survives a client that goes away in the middle of a request', async () => {
      const socket = connect(gateway.port, '127.0.0.1');
      socket.write('PUT /users/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc');
      await once(socket, 'connect');
      socket.destroy();

      expect((await fetch(`${url}/users/1`)).status).toBe(200);
    });
  });

  it('says when its port is in use, and how to go on', async () => {
    await expect(
      HttpGateway.listen({ host: '127.0.0.1', port: gateway.port, integrationTimeout: 100, log: silentLog }),
    ).rejects.toThrow(
      `port ${gateway.port} is in use; end what listens there, or choose another: PORT=${gateway.port + 1}`,
    );
  });

  it('says when it cannot listen at all', async () => {
    await expect(
      HttpGateway.listen({ host: '203.0.113.1', port: 0, integrationTimeout: 100, log: silentLog }),
    ).rejects.toThrow('cannot listen on 203.0.113.1:0');
  });
});
