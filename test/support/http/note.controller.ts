import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import type { CommandContext } from '../../../src/eventsourcing/writing/command-context';
import { DomainError } from '../../../src/kernel/domain-error';
import type { Answer } from '../../../src/http/index';
import {
  Accepted,
  accepted,
  Access,
  because,
  Answers,
  Body,
  Command,
  Contains,
  type ContainsFilter,
  content,
  Controller,
  Delete,
  Describe,
  EventListRequest,
  EventView,
  FindRequest,
  found,
  Get,
  ListRequest,
  page,
  PageOf,
  Param,
  Post,
  Put,
  Query,
  Refuses,
  Uuid,
} from '../../../src/http/index';

export class PlaceRequest {
  @IsString()
  readonly city!: string;
}

export class WriteNoteRequest {
  @Uuid()
  readonly id!: string;

  @Describe('What it says.', 'Buy milk')
  @IsString()
  @MaxLength(20)
  readonly text!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => PlaceRequest)
  readonly place?: PlaceRequest;
}

export class ListNotesRequest extends ListRequest {
  @Contains('text', 'author')
  readonly contains?: ContainsFilter;
}

export class NoteView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;
}

export const FAULT_ID = '99999999-9999-4999-8999-999999999999';

/** Small, and of every kind of route; hands back what it was called with. */
@Controller('/notes')
export class NoteController {
  calls: unknown[][] = [];

  @Post('/', { summary: 'Write a note', description: 'The id is the client’s.' })
  @Access('authenticated')
  @Answers(Accepted)
  @Refuses('conflict', 'notes/note/id-taken')
  @Refuses('rule', 'notes/note/too-many', 'notes/note/too-sad')
  write(@Body(WriteNoteRequest) body: WriteNoteRequest, @Command() caller: CommandContext): Answer {
    this.calls.push([body, caller]);
    return accepted({ id: body.id, version: 1 });
  }

  @Put('/{id}/pin', { summary: 'Pin a note' })
  @Access('public', because('anybody may try it'))
  @Answers(Accepted)
  async pin(@Param('id') id: string, @Command() caller: CommandContext): Promise<Answer> {
    this.calls.push([id, caller]);
    return Promise.resolve(accepted({ id, version: (caller.expectedVersion ?? 1) + 1 }));
  }

  @Delete('/{id}/labels/{labelId}', { summary: 'Take a label off' })
  @Access('public', because('anybody may try it'))
  @Answers(Accepted)
  unlabel(
    @Param('labelId') labelId: string,
    @Param('id') id: string,
    @Command() caller: CommandContext,
  ): Answer {
    this.calls.push([labelId, id, caller]);
    throw new DomainError('rule', 'notes/note/label-missing', 'The note does not have this label.');
  }

  @Get('/', { summary: 'List notes' })
  @Access('public')
  @Answers(PageOf(NoteView))
  list(@Query(ListNotesRequest) query: ListNotesRequest): Answer {
    this.calls.push([query]);
    return page([{ id: 'a', version: 1 }], 'next');
  }

  @Get('/{id}', { summary: 'Find a note' })
  @Access('public')
  @Answers(NoteView)
  async find(@Param('id') id: string, @Query(FindRequest) read: FindRequest): Promise<Answer> {
    this.calls.push([id, read]);
    if (id === FAULT_ID) throw new Error('connection to table-of-secrets lost');
    return Promise.resolve(found({ id, version: 3 }, 3));
  }

  @Get('/{id}/events', { summary: 'List what happened to a note' })
  @Access('public')
  @Answers(PageOf(EventView))
  events(@Param('id') id: string, @Query(EventListRequest) query: EventListRequest): Answer {
    this.calls.push([id, query]);
    return page([]);
  }

  @Get('/health', { summary: 'Say that all is well' })
  @Access('public')
  health(): Answer {
    return content({ status: 'ok' });
  }
}
