import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import { echo } from '../../test/support/local/echo-invoker';
import { silentLog } from '../runtime-log';
import { HttpGateway } from './http-gateway';
import { routeTable } from './route-table';

describe('events of the HTTP API', () => {
  let gateway: HttpGateway;
  let url: string;

  beforeAll(async () => {
    gateway = await HttpGateway.listen({
      host: '127.0.0.1',
      port: 0,
      integrationTimeout: 10_000,
      log: silentLog,
    });
    url = `http://127.0.0.1:${gateway.port}`;
    gateway.serve({
      routes: routeTable([
        { method: 'ANY', path: '/users/{id}', functionId: 'Echo' },
        { method: 'ANY', path: '/first/{id}', functionId: 'Echo', payloadFormat: '1.0' },
        { method: 'ANY', path: '/do/hang', functionId: 'Echo', timeoutMilliseconds: 50 },
      ]),
      cors: undefined,
      functionOf: () => echo,
      ownPage: () => undefined,
      onRequest: () => undefined,
    });
  });

  afterAll(async () => {
    await gateway.stop();
  });

  it('puts the client behind those that a proxy has named, and believes nothing else', async () => {
    const { headers } = await eventOf('/users/1', {
      headers: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'gopher', 'x-forwarded-port': '1' },
    });

    expect(headers).toMatchObject({
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
      'x-forwarded-port': String(gateway.port),
      'x-forwarded-proto': 'http',
    });
  });

  it('makes an event of format 1.0 for a route that asks for it', async () => {
    const response = await fetch(`${url}/first/a%20b?x=1&y=%C3%A9&x=2`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2' },
      body: '{"é":1}',
    });
    const event = (await response.json()) as APIGatewayProxyEvent & { version: string };

    expect(event).toMatchObject({
      version: '1.0',
      resource: '/first/{id}',
      path: '/first/a%20b',
      httpMethod: 'PUT',
      queryStringParameters: { x: '2', y: 'é' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['é'] },
      headers: { cookie: 'a=1; b=2', 'x-forwarded-proto': 'http' },
      multiValueHeaders: { cookie: ['a=1; b=2'], 'x-forwarded-for': ['127.0.0.1'] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: {
        httpMethod: 'PUT',
        resourcePath: '/first/{id}',
        identity: { sourceIp: '127.0.0.1' },
      },
    });
    expect(event).not.toHaveProperty('rawPath');
    expect(response.headers.get('apigw-requestid')).toBe(event.requestContext.requestId);
  });

  it('has null in format 1.0 for what a request does not have', async () => {
    expect(await (await fetch(`${url}/first/1`)).json()).toMatchObject({
      body: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
    });
  });

  it('wait no longer for an answer than their route allows', async () => {
    expect((await fetch(`${url}/do/hang`)).status).toBe(503);
  });

  async function eventOf(path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> {
    return (await (await fetch(url + path, init)).json()) as APIGatewayProxyEventV2;
  }
});
