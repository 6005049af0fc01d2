import { IsString, ValidateNested } from 'class-validator';
import type { Answer } from '../../src/http/index';
import { Access, because, Answers, Body, content, Controller, Get, Post } from '../../src/http/index';
import { BoardController } from '../../test/support/http/board.controller';
import { NoteController, NoteView, type PlaceRequest } from '../../test/support/http/note.controller';
import { generateOpenApi } from './generate-openapi';

const info = { title: 'Notes', version: '1.0.0' };
const summary = 'Do it';

describe('an OpenAPI document cannot be made of', () => {
  it('two operations of one name', () => {
    @Controller('/other')
    class Other {
      @Get('/', { summary })
      @Access('public')
      notes(): Answer {
        return content({});
      }
    }
    Object.defineProperty(Other, 'name', { value: 'BoardController' });
    expect(() => generateOpenApi([BoardController, Other], info)).toThrow(
      'Two operations are called boardNotes',
    );
  });

  it('two classes of one name', () => {
    class Other {
      @IsString()
      readonly id!: string;
    }
    Object.defineProperty(Other, 'name', { value: NoteView.name });
    @Controller('/other')
    class OtherController {
      @Get('/', { summary })
      @Access('public')
      @Answers(Other)
      all(): Answer {
        return content({});
      }
    }
    expect(() => generateOpenApi([NoteController, OtherController], info)).toThrow(
      'Two classes are called NoteView',
    );
  });

  it('a nested class that nobody names', () => {
    class Untyped {
      @ValidateNested()
      readonly place!: PlaceRequest;
    }
    @Controller('/x')
    class UntypedController {
      @Post('/', { summary })
      @Access('public', because('anybody may try it'))
      write(@Body(Untyped) body: Untyped): Answer {
        return content(body);
      }
    }
    expect(() => generateOpenApi([UntypedController], info)).toThrow('Untyped.place: add @Type(() => X)');
  });
});
