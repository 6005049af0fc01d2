import { NoteController, NoteView, WriteNoteRequest } from '../../test/support/http/note.controller';
import type { Answer } from './index';
import { Access, because, Caller, content, Controller, Get, Post } from './index';
import { RouteDefinitionError, type Input, type PathParser, type Route } from './route';
import { checkRoute, routesOf } from './routes';

const summary = 'Do it';
/** Takes any text for what it is. */
const parser: PathParser = { expected: 'text', schema: {}, parse: (text) => text };

describe(routesOf, () => {
  it('reads what the decorators say', () => {
    const [write, pin, , list] = routesOf(NoteController);
    expect(write).toMatchObject({
      method: 'POST',
      path: '/notes',
      access: { kind: 'any-of', conditions: [{ kind: 'authenticated' }] },
      controller: NoteController,
      name: 'write',
      summary: 'Write a note',
      inputs: [{ kind: 'body', dto: WriteNoteRequest }, { kind: 'command' }],
      refusals: [
        { kind: 'conflict', codes: ['notes/note/id-taken'] },
        { kind: 'rule', codes: ['notes/note/too-many', 'notes/note/too-sad'] },
      ],
    });
    const inputs = [{ kind: 'param', name: 'id' }, { kind: 'command' }];
    expect(pin).toMatchObject({ method: 'PUT', path: '/notes/{id}/pin', inputs });
    expect(list?.answers).toEqual([{ pageOf: NoteView }]);
  });

  it('joins a base path of / without a second slash', () => {
    @Controller('/')
    class Root {
      @Get('/', { summary })
      @Access('public')
      root(): Answer {
        return content({});
      }
      @Get('/health', { summary })
      @Access('public')
      health(): Answer {
        return content({});
      }
    }
    expect(routesOf(Root).map(({ path }) => path)).toEqual(['/', '/health']);
  });

  it('keeps the routes of two controllers apart that have one method name', () => {
    @Controller('/a')
    class A {
      @Get('/', { summary })
      @Access('public')
      all(): Answer {
        return content({});
      }
    }
    @Controller('/b')
    class B {
      @Post('/', { summary })
      @Access('public', because('anybody may try it'))
      all(): Answer {
        return content({});
      }
    }
    expect([A, B].flatMap(routesOf).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /a',
      'POST /b',
    ]);
  });

  describe('refuses, with the fix,', () => {
    it('a class without @Controller', () => {
      class Bare {
        readonly field = 1;
      }
      expect(() => routesOf(Bare)).toThrow(RouteDefinitionError);
      expect(() => routesOf(Bare)).toThrow("Bare: add @Controller('/path') to the class.");
    });

    it('a class without routes', () => {
      @Controller('/x')
      class Empty {}
      expect(() => routesOf(Empty)).toThrow('Empty: add a method with @Get, @Post, @Put, @Patch or @Delete.');
    });

    it('a route that says nothing of access', () => {
      @Controller('/x')
      class Open {
        @Get('/', { summary })
        all(): Answer {
          return content({});
        }
      }
      expect(() => routesOf(Open)).toThrow("Open.all: add @Access('admin'), say");
    });

    it('a method with @Access that is no route', () => {
      @Controller('/x')
      class Lost {
        @Access('public')
        all(): Answer {
          return content({});
        }
      }
      expect(() => routesOf(Lost)).toThrow('Lost.all: add @Get, @Post');
    });

    it('a method with two verbs', () => {
      const declare = (): unknown => {
        class Twice {
          @Get('/', { summary })
          @Post('/', { summary })
          @Access('public', because('anybody may try it'))
          all(): Answer {
            return content({});
          }
        }
        return Twice;
      };
      expect(declare).toThrow('Twice.all: give each route a method of its own.');
    });

    it('a decorator on the constructor', () => {
      const declare = (): unknown => {
        class Built {
          constructor(@Caller() readonly caller: unknown) {}
        }
        return Built;
      };
      expect(declare).toThrow('only a named method can be a route.');
    });
  });

  it('takes a handler that gives no Answer for a compile error', () => {
    const declare = (): unknown => {
      class Typed {
        // @ts-expect-error a handler gives back an Answer
        @Get('/', { summary })
        @Access('public')
        all(): string {
          return 'text';
        }
      }
      return Typed;
    };
    expect(declare).not.toThrow();
  });
});

const [template] = routesOf(NoteController);
const body: Input = { kind: 'body', dto: WriteNoteRequest };
const query: Input = { kind: 'query', dto: WriteNoteRequest };
const id: Input = { kind: 'param', name: 'id', parser };

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
    ['POST', '/users/{id}', [body, { kind: 'command' }, id]],
    ['DELETE', '/a-b.c_d/1/{id}/{otherId}', [{ kind: 'param', name: 'otherId', parser }, id]],
  ])('takes %s %s', (method, path, inputs) => {
    expect(() => {
      check(method, path, inputs);
    }).not.toThrow();
  });

  it.each<[string, Route['method'], string, (Input | undefined)[]]>([
    [
      "parameter 1 needs @Body(Dto), @Query(Dto), @Param('name'), @Caller() or @Command().",
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
