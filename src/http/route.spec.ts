import { NoteController } from '../../test/support/http/note.controller';
import { MethodNotAllowedError } from './errors';
import { joinPaths, matchPath, parameterNames, shapeOf, RouteTable, type Route } from './route';
import { routesOf } from './routes';

const [template] = routesOf(NoteController);

function route(method: Route['method'], path: string): Route {
  if (template === undefined) throw new Error('The note controller has lost its routes');
  return { ...template, method, path };
}

describe(RouteTable, () => {
  const table = new RouteTable([
    route('GET', '/users/{id}'),
    route('PUT', '/users/{id}'),
    route('GET', '/users/me'),
    route('GET', '/{any}/me'),
    route('GET', '/'),
  ]);

  it('gives the route and its decoded parameters', () => {
    const { route: found, parameters } = table.match('GET', '/users/a%20b%2Fc');
    expect(found.path).toBe('/users/{id}');
    expect([...parameters]).toEqual([['id', 'a b/c']]);
  });

  it('prefers the literal that comes first', () => {
    expect(table.match('GET', '/users/me').route.path).toBe('/users/me');
    expect(table.match('GET', '/roles/me').route.path).toBe('/{any}/me');
    expect(table.match('PUT', '/users/me').route.path).toBe('/users/{id}');
    expect(table.match('GET', '/').route.path).toBe('/');
  });

  it('does not take an empty segment for a parameter', () => {
    expect(() => table.match('GET', '/users/')).toThrow('There is nothing at this path.');
  });

  it('tells the allowed methods, each once and sorted', () => {
    const attempt = (): unknown => table.match('DELETE', '/users/me');
    expect(attempt).toThrow(MethodNotAllowedError);
    expect(attempt).toThrow('This path answers GET, HEAD, PUT only.');
  });

  it('minds the case of methods and paths', () => {
    expect(() => table.match('get', '/users/1')).toThrow(MethodNotAllowedError);
    expect(() => table.match('GET', '/Users/1')).toThrow('There is nothing at this path.');
  });

  it('refuses two routes of one shape, whatever their parameters are called', () => {
    expect(() => new RouteTable([route('GET', '/users/{id}'), route('GET', '/users/{userId}')])).toThrow(
      'GET /users/{userId} is taken by NoteController.write',
    );
  });

  it('lets a route of its own win over the same one elsewhere', () => {
    const both = new RouteTable([route('GET', '/users')], ['POST /users']);
    expect(both.match('GET', '/users').route.path).toBe('/users');
    expect(() => both.match('POST', '/users')).toThrow('There is nothing at this path.');
    expect(() => both.match('PUT', '/users')).toThrow('GET, HEAD, POST');
  });
});

describe('a route’s path', () => {
  it('is joined from base and rest', () => {
    expect([
      joinPaths('/users', '/'),
      joinPaths('/', '/health'),
      joinPaths('/', '/'),
      joinPaths('/a', '/{b}'),
    ]).toEqual(['/users', '/health', '/', '/a/{b}']);
  });

  it('knows its parameters and its shape', () => {
    expect(parameterNames('/users/{id}/roles/{roleId}')).toEqual(['id', 'roleId']);
    expect(shapeOf('/users/{id}/roles/{roleId}')).toBe('/users/{}/roles/{}');
  });

  it('matches paths of its own length only', () => {
    expect(matchPath('/users/{id}', ['', 'users'])).toBeUndefined();
    expect(matchPath('/users/{id}', ['', 'users', '1', 'x'])).toBeUndefined();
    expect(matchPath('/users/{id}', ['', 'roles', '1'])).toBeUndefined();
    expect(matchPath('/users/{id}', ['', 'users', '1'])).toEqual(new Map([['id', '1']]));
  });
});
