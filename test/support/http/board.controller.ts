import type { Answer } from '../../../src/http/index';
import {
  Access,
  Answers,
  content,
  Controller,
  Get,
  Limit,
  MemberListRequest,
  owner,
  PageOf,
  Param,
  Query,
  Refuses,
  StreamOf,
} from '../../../src/http/index';
import { NoteView } from './note.controller';

export class ListBoardNotesRequest extends MemberListRequest {
  @StreamOf('note', 'sales-order2')
  readonly of?: string;
}

/** A second controller, so that documents have more than one. */
@Controller('/boards')
export class BoardController {
  @Get('/{id}/notes', { summary: 'List the notes of a board' })
  @Access('reader', owner('id'))
  @Limit({ per: 'address', requests: 2, seconds: 60 })
  @Answers(PageOf(NoteView))
  @Refuses('not-found', 'notes/board/not-found')
  @Refuses('unavailable', 'notes/board/closed')
  notes(@Param('id') id: string, @Query(ListBoardNotesRequest) query: ListBoardNotesRequest): Answer {
    return content({ id, query });
  }
}
