import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:http2';
import { startRuntime, type Runtime } from '../runtime';
import { buildFolder } from '../../test/support/local/build-folder';
import { listeningPorts } from '../../test/support/local/listening-ports';

interface Answer {
  readonly status: number | undefined;
  readonly allowedOrigin: string | undefined;
  readonly body: string;
}

function ask(
  address: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${address}${path}`, { method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        const allowedOrigin = response.headers['access-control-allow-origin'];
        resolve({ status: response.statusCode, allowedOrigin, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const onLinux = existsSync('/proc/net/tcp') ? it : it.skip;

describe('every port of the runtime', () => {
  const folder = buildFolder();
  const before = existsSync('/proc/net/tcp') ? listeningPorts() : [];
  let runtime: Runtime;
  let services: string[];

  beforeAll(async () => {
    runtime = await startRuntime({
      template: 'local/fixtures/pipeline.template.yaml',
      parameters: { Greeting: 'welcome' },
      buildDirectory: folder.path,
      environment: process.env,
    });
    services = [...new Set(Object.values<string>({ ...runtime.endpoints }))].map((url) =>
      url.replace('http://', ''),
    );
  });
  afterAll(async () => {
    await runtime.stop();
    folder.remove();
  });

  const gateway = (): string => `127.0.0.1:${runtime.port}`;
  const ports = (): string[] => [...services, gateway()];

  onLinux('is one that these tests ask, or on an address that no page guesses', () => {
    const opened = listeningPorts().filter((port) => !before.includes(port));
    expect(opened).toEqual(expect.arrayContaining(ports()));
    const others = opened.filter((port) => !ports().includes(port));
    // The emulator of DynamoDB, and the endpoint by which functions call it.
    expect(others).toHaveLength(2);
    const reachable = others.filter((port) => port.startsWith('127.0.0.1:'));
    expect(reachable).toHaveLength(1);
    services.push(...reachable);
  });

  it.each(['evil.example', 'evil.example:3000', '10.1.2.3', 'localhost.evil.example', '0.0.0.0'])(
    'refuses the host %s, whatever is asked',
    async (host) => {
      for (const port of ports()) {
        for (const [method, path] of [
          ['GET', '/'],
          ['GET', '/_local/endpoints'],
          ['GET', '/_local/mailbox.html'],
          ['POST', '/'],
          ['OPTIONS', '/items/a'],
        ] as const) {
          const { status, body } = await ask(port, method, path, { host });
          expect({ port, status }).toEqual({ port, status: 403 });
          expect(body).toContain(`${host}\\" is no name of this machine`);
        }
      }
    },
  );

  it('refuses a foreign authority by HTTP/2 too', async () => {
    const session = connect(runtime.endpoints.kinesis);
    const stream = session.request({ ':method': 'POST', ':path': '/', ':authority': 'evil.example' });
    const status = await new Promise((resolve) => {
      stream.on('response', (headers) => {
        resolve(headers[':status']);
      });
    });
    session.destroy();
    expect(status).toBe(403);
  });

  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-amz-target',
  };

  it.each(['https://evil.example', 'http://localhost:5173', 'null'])(
    'lets no page of %s read anything',
    async (origin) => {
      for (const port of services) {
        for (const [method, headers] of [
          ['OPTIONS', preflight],
          ['GET', {}],
          ['POST', { 'content-type': 'text/plain' }],
          ['POST', { 'content-type': 'application/x-www-form-urlencoded' }],
          ['GET', { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }],
        ] as const) {
          const { status, allowedOrigin } = await ask(port, method, '/', { origin, ...headers });
          expect({ port, method, status, allowedOrigin }).toMatchObject({ status: 403 });
          expect(allowedOrigin).toBeUndefined();
        }
      }
      for (const page of ['endpoints', 'mailbox', 'mailbox.html']) {
        expect(await ask(gateway(), 'GET', `/_local/${page}`, { origin })).toMatchObject({ status: 403 });
      }
      expect(await ask(gateway(), 'OPTIONS', '/items/a', { origin, ...preflight })).toMatchObject({
        allowedOrigin: undefined,
      });
    },
  );

  it('answers every name of loopback', async () => {
    for (const host of ['localhost', 'shop.localhost:1', '127.0.0.9', '[::1]:3000']) {
      for (const port of ports()) expect((await ask(port, 'GET', '/', { host })).status).not.toBe(403);
      expect((await ask(gateway(), 'GET', '/_local', { host })).status).toBe(200);
    }
  });
});
