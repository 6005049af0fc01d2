import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import type { LocalService } from '../local-service';
import { AwsError } from './aws-error';
import { serveAwsJson } from './aws-json.server';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

describe('serveAwsJson', () => {
  let service: LocalService;

  beforeAll(async () => {
    service = await serveAwsJson('Parrot', '127.0.0.1', {
      Repeat: (input) => ({ repeated: input }),
      Refuse: () => {
        throw new AwsError('ParrotRefusedException', 'No.');
      },
      Break: () => {
        throw new TypeError('wing');
      },
    });
  });
  afterAll(() => service.stop());

  async function call(operation: string, body: string): Promise<Answer> {
    const headers = {
      'x-amz-target': `Parrot_2026.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    };
    const response = await fetch(service.endpoint, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  }

  it('runs the operation that the target names', async () => {
    expect(await call('Repeat', '{"word":"hello"}')).toEqual({
      status: 200,
      body: { repeated: { word: 'hello' } },
    });
  });

  it('reads an empty body as an empty object, as some clients send none', async () => {
    expect(await call('Repeat', '')).toEqual({ status: 200, body: { repeated: {} } });
  });

  it('names a refusal by its type', async () => {
    expect(await call('Refuse', '{}')).toEqual({
      status: 400,
      body: { __type: 'ParrotRefusedException', message: 'No.' },
    });
  });

  it('answers a fault with 500, and goes on', async () => {
    expect(await call('Break', '{}')).toMatchObject({ status: 500, body: { __type: 'InternalFailure' } });
    expect(await call('Repeat', '{}')).toMatchObject({ status: 200 });
  });

  it.each(['Whistle', 'constructor', ''])(
    'names the operations it has when asked for "%s"',
    async (operation) => {
      expect(await call(operation, '{}')).toEqual({
        status: 400,
        body: {
          __type: 'UnknownOperationException',
          message: `The local Parrot has no operation "${operation}"; docs/local-services.md lists those that it has.`,
        },
      });
    },
  );

  it.each(['{', '[]', 'null', '"text"'])('refuses the body %s', async (body) => {
    expect(await call('Repeat', body)).toMatchObject({
      status: 400,
      body: { __type: 'SerializationException' },
    });
  });

  it('refuses a body over 16 MiB', async () => {
    const { status } = await call('Repeat', JSON.stringify({ word: 'x'.repeat(16 * 1024 * 1024) }));
    expect(status).toBe(413);
  });

  it('speaks HTTP/2 without TLS on the same port', async () => {
    const session = connectHttp2(service.endpoint);
    const stream = session.request({ ':method': 'POST', ':path': '/', 'x-amz-target': 'Parrot_2026.Repeat' });
    stream.end('{"word":"again"}');
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    session.close();
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({ repeated: { word: 'again' } });
  });

  it('survives a client that goes away in the middle of a request', async () => {
    const socket = await connected(service);
    socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{"wor');
    socket.resetAndDestroy();
    expect(await call('Repeat', '{}')).toMatchObject({ status: 200 });
  });

  it('stops although clients stay connected, silent ones and HTTP/2 sessions among them', async () => {
    const other = await serveAwsJson('Parrot', '127.0.0.1', {});
    const silent = await connected(other);
    const session = connectHttp2(other.endpoint).on('error', () => undefined);
    await new Promise((resolve) => session.once('connect', resolve));
    const closed = Promise.all(
      [silent, session].map((it) => new Promise((resolve) => it.once('close', resolve))),
    );

    const begin = Date.now();
    await other.stop();
    await closed;
    expect(Date.now() - begin).toBeLessThan(1000);
    await expect(fetch(other.endpoint)).rejects.toThrow();
  });
});

function connected({ endpoint }: LocalService): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1', () => {
      resolve(socket);
    });
    socket.on('error', () => undefined);
  });
}
