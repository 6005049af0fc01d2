import { routeTable } from './route-table';

function route(method: string, path: string): { method: string; path: string; functionId: string } {
  return { method, path, functionId: `${method} ${path}` };
}

/** `METHOD /path` of the route that is found. */
function found(routes: [string, string][], method: string, path: string): string | undefined {
  return routeTable(routes.map(([method, path]) => route(method, path)))(method, path)?.route.functionId;
}

describe('routeTable', () => {
  const users: [string, string][] = [
    ['GET', '/users/{id}'],
    ['GET', '/users/me'],
    ['GET', '/users'],
    ['ANY', '/users/{proxy+}'],
    ['POST', '/users'],
  ];

  it.each([
    ['GET', '/users', 'GET /users'],
    ['POST', '/users', 'POST /users'],
    ['GET', '/users/7', 'GET /users/{id}'],
    ['GET', '/users/me', 'GET /users/me'],
    ['GET', '/users/7/roles', 'ANY /users/{proxy+}'],
    ['PUT', '/users/7', 'ANY /users/{proxy+}'],
    ['DELETE', '/users', undefined],
    ['GET', '/users/', undefined],
    ['GET', '/Users', undefined],
    ['GET', '/', undefined],
  ])('finds for %s %s: %s', (method, path, expected) => {
    expect(found(users, method, path)).toBe(expected);
    expect(found([...users].reverse(), method, path)).toBe(expected);
  });

  it('prefers a method to ANY', () => {
    const routes: [string, string][] = [
      ['ANY', '/a'],
      ['GET', '/a'],
    ];

    expect(found(routes, 'GET', '/a')).toBe('GET /a');
    expect(found(routes, 'PATCH', '/a')).toBe('ANY /a');
  });

  it('prefers what is static further to the left', () => {
    const routes: [string, string][] = [
      ['GET', '/{a}/fixed'],
      ['GET', '/users/{b}'],
    ];

    expect(found(routes, 'GET', '/users/fixed')).toBe('GET /users/{b}');
    expect(found(routes, 'GET', '/other/fixed')).toBe('GET /{a}/fixed');
  });

  it('takes the $default route when nothing else fits', () => {
    const routes: [string, string][] = [
      ['ANY', '$default'],
      ['GET', '/a'],
    ];

    expect(found(routes, 'GET', '/a')).toBe('GET /a');
    expect(found(routes, 'POST', '/a')).toBe('ANY $default');
    expect(found(routes, 'GET', '/anything/else')).toBe('ANY $default');
  });

  it('decodes path parameters', () => {
    const table = routeTable([route('GET', '/a/{x}/b/{y}'), route('GET', '/files/{path+}')]);

    expect(table('GET', '/a/1%202/b/%C3%A9')?.pathParameters).toEqual({ x: '1 2', y: 'é' });
    expect(table('GET', '/files/a/b%2Fc')?.pathParameters).toEqual({ path: 'a/b/c' });
  });

  it('gives no parameters where the route has none', () => {
    expect(routeTable([route('GET', '/a')])('GET', '/a')?.pathParameters).toBeUndefined();
  });

  it('throws for a parameter that cannot be decoded', () => {
    expect(() => routeTable([route('GET', '/a/{x}')])('GET', '/a/%zz')).toThrow(URIError);
  });
});
