import { endpointUrl } from './endpoint-url';

describe('endpointUrl', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4000'],
    ['172.17.0.1', 'http://172.17.0.1:4000'],
    ['localhost', 'http://localhost:4000'],
    ['::1', 'http://[::1]:4000'],
  ])('names the address it is bound to: %s', (host, url) => {
    expect(endpointUrl(host, 4000)).toBe(url);
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:4000'],
    ['::', 'http://[::1]:4000'],
  ])('names loopback for the wildcard %s, which nobody can connect to', (host, url) => {
    expect(endpointUrl(host, 4000)).toBe(url);
  });
});
