import { NoteController, WriteNoteRequest } from '../../../test/support/http/note.controller';
import { checkRoute } from './check-route';
import type { Input, Route } from './route';
import { RouteDefinitionError } from './route-definition-error';
import { routesOf } from './routes-of';

const [template] = routesOf(NoteController);
const body: Input = { kind: 'body', dto: WriteNoteRequest };
const query: Input = { kind: 'query', dto: WriteNoteRequest };
const id: Input = { kind: 'param', name: 'id' };

function check(
  method: Route['method'],
  path: string,
  inputs: (Input | undefined)[],
  parameters = inputs.length,
): void {
  if (template === undefined) throw new Error('The note controller has lost its routes');
  const handler = Object.defineProperty(template.handler.bind(undefined), 'length', { value: parameters });
  checkRoute({ ...template, method, path, handler }, inputs);
}

describe(checkRoute, () => {
  it.each<[Route['method'], string, Input[]]>([
    ['GET', '/', []],
    ['GET', '/users/{id}', [id, query]],
    ['POST', '/users/{id}', [body, { kind: 'caller' }, id]],
    ['DELETE', '/a-b.c_d/1/{id}/{otherId}', [{ kind: 'param', name: 'otherId' }, id]],
  ])('takes %s %s', (method, path, inputs) => {
    expect(() => {
      check(method, path, inputs);
    }).not.toThrow();
  });

  it.each<[string, Route['method'], string, (Input | undefined)[]]>([
    [
      "parameter 1 needs @Body(Dto), @Query(Dto), @Param('name') or @Caller().",
      'GET',
      '/x',
      [undefined, query],
    ],
    ["add a parameter with @Param('id'), the path has {id}.", 'GET', '/x/{id}', []],
    ["remove @Param('id') or put {id} into the path /x.", 'GET', '/x', [id]],
    ['the path names {id} twice; give each parameter its own name.', 'GET', '/x/{id}/{id}', [id]],
    ["take @Param('id') once.", 'GET', '/x/{id}', [id, id]],
    ['take one @Body and one @Query at most; join their classes.', 'GET', '/x', [query, query]],
    ['take one @Body and one @Query at most; join their classes.', 'POST', '/x', [body, body]],
    [
      'a GET request has no body (RFC 9110, 9.3); use @Query or @Param instead of @Body.',
      'GET',
      '/x',
      [body],
    ],
    [
      'a DELETE request has no body (RFC 9110, 9.3); use @Query or @Param instead of @Body.',
      'DELETE',
      '/x',
      [body],
    ],
  ])('says: %s', (fix, method, path, inputs) => {
    const attempt = (): void => {
      check(method, path, inputs);
    };
    expect(attempt).toThrow(RouteDefinitionError);
    expect(attempt).toThrow(`NoteController.write: ${fix}`);
  });

  it('misses a decorator on the last parameter, too', () => {
    expect(() => {
      check('GET', '/x', [query], 2);
    }).toThrow('parameter 2 needs @Body(Dto)');
  });

  it.each(['x', '', '/x/', '/x//y', '//x', '/x/{}', '/x/{a-b}', '/x/a{id}', '/x?y', '/x y', '/x/~y', '/ü'])(
    'refuses the path %p',
    (path) => {
      expect(() => {
        check('GET', path, []);
      }).toThrow(
        `the path ${path} must look like /users/{id}: a leading slash, no trailing one, names in braces.`,
      );
    },
  );
});
