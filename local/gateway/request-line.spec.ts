import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { echo } from '../../test/support/local/echo-invoker';
import { silentLog } from '../runtime-log';
import { HttpGateway } from './http-gateway';
import { HEADERS_LIMIT_BYTES } from './request-line';
import { routeTable } from './route-table';

describe('the head of a request', () => {
  let gateway: HttpGateway;

  beforeAll(async () => {
    gateway = await HttpGateway.listen({
      host: '127.0.0.1',
      knownAs: ['x', 'a', 'api.example'],
      port: 0,
      integrationTimeout: 5_000,
      log: silentLog,
    });
    gateway.serve({
      routes: routeTable([{ method: 'ANY', path: '/users/{id}', functionId: 'Echo' }]),
      cors: undefined,
      functionOf: () => echo,
      ownPage: () => undefined,
      onRequest: () => undefined,
    });
  });

  afterAll(async () => {
    await gateway.stop();
  });

  /** The answer to a request that is written as it is, with its connection closed after it. */
  async function exchange(
    ...lines: readonly string[]
  ): Promise<{ status: number; head: string; body: string }> {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body };
  }

  async function eventOf(...lines: readonly string[]): Promise<APIGatewayProxyEventV2> {
    const { body } = await exchange(...lines);
    return JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) as APIGatewayProxyEventV2;
  }

  it.each([
    ['http://api.example/users/1?a=b', 'api.example', '/users/1', 'a=b'],
    ['HTTPS://api.example:8443/users/a%20b', 'api.example:8443', '/users/a%20b', ''],
    ['/users/1?a=http://other.example/', '127.0.0.1', '/users/1', 'a=http://other.example/'],
  ])('may hold a target in absolute form: %s (RFC 9112, 3.2.2)', async (target, host, path, query) => {
    const event = await eventOf(`GET ${target} HTTP/1.1`, 'Host: 127.0.0.1');
    expect(event).toMatchObject({ rawPath: path, rawQueryString: query, headers: { host } });
    expect(event.requestContext).toMatchObject({ domainName: host, http: { path } });
  });

  it.each([
    ['http://api.example', 404],
    ['http://api.example?a=b', 404],
    ['ftp://api.example/users/1', 404],
    ['users/1', 400],
    ['*', 404],
    ['/users/1#top', 400],
    ['http://api.example/users/1#top', 400],
    ['http:///users/1', 400],
    ['http://ann:secret@api.example/users/1', 400],
    ['http://api.example/users/a@b', 200],
  ])('with the target %s is answered %d', async (target, status) => {
    expect((await exchange(`GET ${target} HTTP/1.1`, 'Host: x')).status).toBe(status);
  });

  it.each([[['Host: a', 'Host: b']], [['Host: a', 'host: a']], [[]]])(
    'without one Host is a bad request: %p (RFC 9112, 3.2)',
    async (hosts) => {
      expect((await exchange('GET /users/1 HTTP/1.1', ...hosts)).status).toBe(400);
      expect((await exchange('GET http://a/users/1 HTTP/1.1', ...hosts)).status).toBe(400);
    },
  );

  it('may be as long as an HTTP API takes it, names of headers not counted', async () => {
    const line = 'GET /users/1 HTTP/1.1';
    const fixed = line.length + 'x'.length + 'close'.length;
    const room = HEADERS_LIMIT_BYTES - fixed;
    const name = `x-${'n'.repeat(500)}`;
    expect((await exchange(line, 'Host: x', `${name}: ${'v'.repeat(room)}`)).status).toBe(200);
    const tooLong = await exchange(line, 'Host: x', `${name}: ${'v'.repeat(room + 1)}`);
    expect(tooLong.status).toBe(431);
    expect(tooLong.body).toContain('{"message":"Request Header Fields Too Large"}');
    expect((await exchange(`GET /users/${'1'.repeat(room + 2)} HTTP/1.1`, 'Host: x')).status).toBe(431);
    expect((await exchange(line, 'Host: x', `x: ${'v'.repeat(100_000)}`)).status).toBe(431);
  });

  it('goes back without content to HEAD', async () => {
    const { status, body } = await exchange('HEAD /users/1 HTTP/1.1', 'Host: x');
    expect({ status, body }).toEqual({ status: 200, body: '' });
  });

  it('brings text that is no UTF-8 to the function as the bytes that it is', async () => {
    const send = (body: Buffer): Promise<APIGatewayProxyEventV2> =>
      new Promise((resolve, reject) => {
        const read = async (response: IncomingMessage): Promise<void> => {
          resolve(JSON.parse(await text(response)) as APIGatewayProxyEventV2);
        };
        request(
          {
            port: gateway.port,
            method: 'PUT',
            path: '/users/1',
            headers: { 'content-type': 'application/json' },
          },
          (response) => void read(response).catch(reject),
        )
          .on('error', reject)
          .end(body);
      });
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    await expect(send(bytes)).resolves.toMatchObject({
      isBase64Encoded: true,
      body: bytes.toString('base64'),
    });
    await expect(send(Buffer.from('"\ufffd"'))).resolves.toMatchObject({
      isBase64Encoded: false,
      body: '"\ufffd"',
    });
  });
});
