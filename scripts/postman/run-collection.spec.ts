import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { health } from './folders/health';
import { runCollection } from './run-collection';

/** An API that knows one route. */
function healthOnly(): Server {
  return createServer(({ url }, response) => {
    const common = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };
    response.writeHead(url === '/health' ? 200 : 500, { ...common, 'x-correlation-id': 'a' });
    response.end(JSON.stringify(url === '/health' ? { status: 'ok' } : {}));
  });
}

describe(runCollection, () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = healthOnly();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );

  it('counts, and says which request failed by which test', async () => {
    const { requests, assertions, failures } = await runCollection(url, { folder: 'Health' });
    expect(requests).toBe(health.calls.length);
    expect(assertions).toBeGreaterThan(failures.length);
    expect(failures).toContain(
      'Health > Get the OpenAPI document > has an ETag > expected response to have status code 200 but got 500',
    );
    expect(failures.filter((failure) => failure.startsWith('Health > Ask for health'))).toEqual([]);
  });

  it('fails when nobody answers', async () => {
    const { failures } = await runCollection('http://127.0.0.1:1', { folder: 'Health' });
    expect(failures.some((failure) => failure.includes('ECONNREFUSED'))).toBe(true);
  });

  it('rejects for a folder that is not there', async () => {
    await expect(runCollection(url, { folder: 'No such folder' })).rejects.toThrow('No such folder');
  });
});
