import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRuntime, type Runtime } from '../runtime';
import { findBrowser, openPage } from '../../test/support/browser/browser';
import { pryingPage, type Finding } from '../../test/support/browser/prying-page';
import { buildFolder } from '../../test/support/local/build-folder';
import { closeClients, sqsClient } from '../../test/support/local/clients';
import { listeningPorts } from '../../test/support/local/listening-ports';

const browser = findBrowser();

/** Without a browser every-port.spec.ts, which sends what browsers send, has to do. */
(browser === undefined ? describe.skip : describe)('a page of another origin, in Chromium', () => {
  const folder = buildFolder();
  const before = listeningPorts();
  let runtime: Runtime;
  let site: Server;
  let open: Server;
  let findings: (found: Finding[]) => void;
  let urls: readonly string[] = [];

  beforeAll(async () => {
    runtime = await startRuntime({
      template: 'local/fixtures/pipeline.template.yaml',
      parameters: { Greeting: 'welcome' },
      buildDirectory: folder.path,
      environment: process.env,
    });
    open = await listening((_path, _body, answer) => {
      answer('everybody may read this');
    });
    site = await listening((path, body, answer) => {
      if (path === '/') answer(pryingPage(urls), 'text/html');
      else answer('');
      if (path === '/findings') findings(JSON.parse(body) as Finding[]);
    });
  });
  afterAll(async () => {
    await Promise.all([site, open].map(closed));
    closeClients();
    await runtime.stop();
    folder.remove();
  });

  async function pry(host: string, pried: readonly string[]): Promise<readonly Finding[]> {
    urls = pried;
    const found = new Promise<Finding[]>((resolve) => (findings = resolve));
    const close = openPage(browser ?? '', `http://${host}:${portOf(site)}/`, ['evil.example']);
    try {
      return await found;
    } finally {
      await close();
    }
  }

  it('reads a server that lets it', async () => {
    const found = await pry('evil.example', [`http://127.0.0.1:${portOf(open)}/`]);
    const read = found.filter((finding) => finding.found !== undefined).map(({ way }) => way);
    expect(read).toEqual(expect.arrayContaining(['fetch', 'fetch POST text', 'fetch as an SDK', 'script']));
  });

  it.each([
    ['evil.example', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['evil.example', 'evil.example'],
  ])('learns nothing on %s from any port of %s', async (host, called) => {
    const ports = listeningPorts()
      .filter((address) => !before.includes(address))
      .flatMap((address) => /^127\.0\.0\.1:(\d+)$/.exec(address)?.[1] ?? [])
      .filter((port) => ![portOf(site), portOf(open)].includes(Number(port)));
    expect(ports).toContain(String(runtime.port));
    expect(ports.length).toBeGreaterThanOrEqual(7);
    const paths = ports.flatMap((port) =>
      port === String(runtime.port) ? [port, `${port}/_local/endpoints`] : port,
    );

    const found = await pry(
      host,
      paths.map((path) => `http://${called}:${path}`),
    );
    expect(found.length).toBeGreaterThanOrEqual(8 * 11);
    expect(found.filter((finding) => finding.found !== undefined)).toEqual([]);
    const { QueueUrls = [] } = await sqsClient(runtime.endpoints.sqs).send(new ListQueuesCommand({}));
    expect(QueueUrls.filter((url) => url.endsWith('Forged'))).toEqual([]);
  });
});

type Handler = (path: string, body: string, answer: (text: string, type?: string) => void) => void;

/** Lets every origin read, as dynoxide does. */
async function listening(handle: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', 'content-type, x-amz-target');
      handle(request.url ?? '', body, (text, type = 'text/plain') => {
        response.writeHead(200, { 'content-type': type }).end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
