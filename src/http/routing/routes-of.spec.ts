import type { Answer } from '../index';
import { Access, Caller, content, Controller, Get, Post, routesOf } from '../index';
import { NoteController, NoteView, WriteNoteRequest } from '../../../test/support/http/note.controller';
import { RouteDefinitionError } from './route-definition-error';

const summary = 'Do it';

describe(routesOf, () => {
  it('reads what the decorators say', () => {
    const [write, pin, , list] = routesOf(NoteController);
    expect(write).toMatchObject({
      method: 'POST',
      path: '/notes',
      access: 'public',
      controller: NoteController,
      name: 'write',
      summary: 'Write a note',
      inputs: [{ kind: 'body', dto: WriteNoteRequest }, { kind: 'caller' }],
      refusals: [
        { kind: 'conflict', codes: ['notes/note/id-taken'] },
        { kind: 'rule', codes: ['notes/note/too-many', 'notes/note/too-sad'] },
      ],
    });
    const inputs = [{ kind: 'param', name: 'id' }, { kind: 'caller' }];
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
      @Access('public')
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
      expect(() => routesOf(Open)).toThrow("Open.all: add @Access('public')");
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
          @Access('public')
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
