import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { AwsClient, dynamoDbService } from '../wire/aws-client';
import type { LocalService } from '../services/local-service';
import { denial, guardEndpoint } from './guarded-endpoint';

interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('a guarded endpoint', () => {
  const seen: Seen[] = [];
  let server: Server;
  let upstream: string;
  let guard: LocalService;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        response.end(JSON.stringify({ got: body.length }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    guard = await guardEndpoint('127.0.0.1', upstream, [
      ({ target, body }) =>
        body.includes('secret') ? denial(400, 'AccessDeniedException', `not ${target}`) : undefined,
      ({ body }) =>
        body.includes('own') ? Promise.resolve({ status: 200, body: { own: body.length } }) : undefined,
    ]);
  });
  afterEach(() => {
    seen.length = 0;
  });
  afterAll(async () => {
    await guard.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const signal = AbortSignal.timeout(20_000);

  function request(body: string, more = ''): string {
    return `POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: D.Query\r\n${more}content-length: ${body.length}\r\n\r\n${body}`;
  }

  /** Writes the pieces one after the other, and reads until so many answers have come. */
  async function speak(pieces: readonly string[], answers: number): Promise<string> {
    const socket = connect(Number(new URL(guard.endpoint).port), '127.0.0.1');
    socket.setNoDelay(true);
    let text = '';
    socket.setEncoding('utf8');
    const done = new Promise<void>((resolve, reject) => {
      socket.on('data', (chunk: string) => {
        text += chunk;
        if (text.split('HTTP/1.1 ').length > answers && text.endsWith('}')) resolve();
      });
      socket.on('close', resolve);
      socket.on('error', reject);
    });
    for (const piece of pieces) await written(socket, piece);
    await done;
    socket.destroy();
    return text;
  }

  it('passes requests and answers, one after the other on a connection', async () => {
    const client = new AwsClient(guard.endpoint, dynamoDbService);
    expect(await client.call('Query', { a: 1 }, signal)).toEqual({ got: 7 });
    expect(await client.call('Query', { b: 12 }, signal)).toEqual({ got: 8 });
    client.close();
    expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"b":12}']);
  });

  it('refuses a request as the service would, and goes on with the next', async () => {
    const client = new AwsClient(guard.endpoint, dynamoDbService);
    await expect(client.call('Query', { a: 'secret' }, signal)).rejects.toThrow(
      'Query failed: AccessDeniedException: not DynamoDB_20120810.Query',
    );
    expect(await client.call('Query', {}, signal)).toEqual({ got: 2 });
    client.close();
    expect(seen).toHaveLength(1);
  });

  it('waits for a reply of its own before it goes on with the next request', async () => {
    const answers = await speak([request('{"own":1}') + request('{}')], 2);
    expect(
      answers
        .split('HTTP/1.1 ')
        .slice(1)
        .map((answer) => answer.split('\r\n\r\n')[1]),
    ).toEqual(['{"own":9}', '{"got":2}']);
  });

  it('refuses other hosts and pages before anything is looked at', async () => {
    expect(await speak([request('{}').replace('localhost', 'evil.example')], 1)).toMatch(/^HTTP\/1.1 403 /);
    expect(await speak([request('{}', 'origin: http://evil.example\r\n')], 1)).toMatch(/^HTTP\/1.1 403 /);
    expect(seen).toEqual([]);
  });

  it('reads a request that comes in pieces, and two that come at once', async () => {
    await speak(Array.from(request('{"a":1}')), 1);
    await speak([request('{}') + request('{"b":2}')], 2);
    expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', '{}', '{"b":2}']);
  });

  it('passes the largest requests', async () => {
    const client = new AwsClient(guard.endpoint, dynamoDbService);
    const text = 'ä'.repeat(4_000_000);
    await client.call('BatchWriteItem', { text }, signal);
    client.close();
    expect(seen[0]?.body.length).toBe(text.length + '{"text":""}'.length);
  });

  it('makes one caller of all, since DynamoDB Local keeps tables apart by the access key', async () => {
    await speak([request('{}', 'authorization: AWS4 Credential=LOCALPut/2026/x, Signature=y\r\n')], 1);
    expect(seen[0]?.headers.authorization).toBe('AWS4 Credential=local/2026/x, Signature=y');
  });

  it('ends a connection on which it cannot tell where a request ends', async () => {
    const answer = await speak(['POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n'], 2);
    expect(answer).toContain('The request cannot be read: no-length.');
  });

  it('keeps the path of the service', async () => {
    const other = await guardEndpoint('127.0.0.1', `${upstream}/dynamodb`, []);
    expect(other.endpoint).toMatch(/:\d+\/dynamodb$/);
    await other.stop();
  });

  it('cuts the connection when the service is not there', async () => {
    const other = await guardEndpoint('127.0.0.1', 'http://127.0.0.1:1', []);
    const client = new AwsClient(other.endpoint, dynamoDbService);
    await expect(client.call('Query', {}, signal)).rejects.toThrow(/ECONNRESET|socket hang up/);
    client.close();
    await other.stop();
  });
});

function written(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve) => {
    socket.write(text, () => {
      setImmediate(resolve);
    });
  });
}
