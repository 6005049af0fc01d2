import { LocalCallers, type RequestSource } from './local-callers';

const HOST = 'localhost:3000';

function request(headers: Readonly<Record<string, string>>, method = 'GET', target = '/'): RequestSource {
  return { method, target, header: (name) => ({ host: HOST, ...headers })[name] };
}

describe('local callers', () => {
  const callers = new LocalCallers(['127.0.0.1']);

  it.each([
    ['programs', {}],
    ['pages of the service itself', { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }],
    ['whoever types the address', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    [
      'whoever follows a link to it',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
  ])('are %s', (_who, headers) => {
    expect(callers.refusal(request(headers))).toBeUndefined();
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:5173' }],
    ['another name of this machine', { origin: 'http://127.0.0.1:3000' }],
    ['the same name by TLS', { origin: `https://${HOST}` }],
    ['a file or a sandbox', { origin: 'null' }],
    ['nowhere', { origin: '' }],
    ['an image of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['an image of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    [
      'a frame of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
  ])('are not pages of %s', (_who, headers) => {
    expect(callers.refusal(request(headers))).toMatch(/^Pages of .* may not call the services/);
    expect(callers.hostRefusal(request(headers))).toBeUndefined();
  });

  it('are not forms of another site, which come without an origin from a sandbox', () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(callers.refusal(request(headers, 'POST'))).toMatch(/^Pages of other origins/);
  });

  it('call this machine by its name, in the header and in the target', () => {
    const rebound = { host: 'evil.example:3000', origin: 'http://evil.example:3000' };
    const message =
      '"evil.example:3000" is no name of this machine here: call it localhost or 127.0.0.1, ' +
      'or start with --host and the name or address that it is to answer to.';
    expect(callers.refusal(request(rebound))).toBe(message);
    expect(callers.hostRefusal(request(rebound))).toBe(message);
    expect(callers.hostRefusal(request({}, 'GET', 'http://evil.example/users'))).toContain('"evil.example"');
    expect(callers.hostRefusal(request({}, 'GET', `http://${HOST}/users`))).toBeUndefined();
    expect(callers.hostRefusal(request({}, 'GET', '/users?of=http://evil.example/'))).toBeUndefined();
    expect(callers.hostRefusal(request({ host: '' }))).toContain('""');
  });
});
