import { HttpGateway } from '../gateway/http-gateway';
import { routeTable } from '../gateway/route-table';
import { silentLog } from '../runtime-log';
import { localPages } from '../status/local-pages';
import { Faults } from './faults';
import { faultsDesk } from './faults-desk';
import { newFaultsToken } from './faults-token';

const token = newFaultsToken();
const throttling = { service: 'sqs', kind: 'throttling', operation: 'SendMessage', rate: 0.5, times: 3 };

describe('/_local/faults', () => {
  const faults = new Faults();
  let gateway: HttpGateway;
  let url: string;

  beforeAll(async () => {
    gateway = await HttpGateway.listen({
      host: '127.0.0.1',
      port: 0,
      integrationTimeout: 1_000,
      log: silentLog,
    });
    url = `http://127.0.0.1:${gateway.port}/_local/faults`;
    gateway.serve({
      routes: routeTable([]),
      cors: undefined,
      functionOf: () => undefined,
      ownPage: localPages({ faults: faultsDesk(faults, token, { functions: ['Projector'], elsewhere: [] }) }),
      onRequest: () => undefined,
    });
  });
  afterEach(() => {
    faults.clear();
  });
  afterAll(() => gateway.stop());

  const ask = async (
    method: string,
    body?: object | string,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
  ): Promise<{ status: number; type: string | null; body: unknown }> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, { method, headers, ...(text !== undefined && { body: text }) });
    const type = response.headers.get('content-type');
    return { status: response.status, type, body: await response.json() };
  };

  it('takes an order, lists how often it has struck, and clears it', async () => {
    const ordered = await ask('POST', { ...throttling, seed: 7, rate: 1 });
    const fault = { id: 1, ...throttling, rate: 1, seed: 7, struck: 0 };
    expect(ordered).toEqual({ status: 201, type: 'application/json', body: fault });
    expect(faults.ofCall('sqs', 'SendMessage', 'Commands')?.kind).toBe('throttling');
    const struck = { ...fault, struck: 1 };
    expect(await ask('GET')).toMatchObject({ status: 200, body: { faults: [struck] } });
    expect(await ask('DELETE')).toMatchObject({ status: 200, body: { cleared: [struck] } });
    expect(await ask('GET')).toMatchObject({ status: 200, body: { faults: [] } });
    expect(faults.concern('sqs')).toBe(false);
  });

  it('says which fields are wrong, and what is allowed', async () => {
    expect(await ask('POST', { ...throttling, service: 'sms', rate: 10 })).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: {
        type: '/problems/local/faults/invalid',
        status: 400,
        code: 'local/faults/invalid',
        detail: expect.stringContaining('service must be dynamodb, sqs, ') as unknown,
        errors: [{ field: 'service' }, { field: 'rate', message: 'must be a number from 0 to 1' }],
      },
    });
    for (const body of ['', 'no JSON', '[]']) {
      expect(await ask('POST', body)).toMatchObject({ status: 400, body: { errors: [{ field: 'body' }] } });
    }
    expect(faults.list()).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another token', { authorization: `Bearer ${newFaultsToken()}` }],
    ['a part of the token', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['the token of another scheme', { authorization: `Basic ${token}` }],
    ['a page of another origin', { authorization: `Bearer ${token}`, origin: 'https://evil.example' }],
  ])('refuses %s', async (_, headers) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const body = method === 'POST' ? throttling : undefined;
      expect(await ask(method, body, headers)).toMatchObject({ status: 403 });
    }
    expect(faults.list()).toEqual([]);
  });

  it('has these three methods alone', async () => {
    const response = await fetch(url, { method: 'PUT', headers: { authorization: `Bearer ${token}` } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE']);
  });
});
