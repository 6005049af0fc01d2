import type { Answer } from '../../../src/http/index';
import {
  Access,
  Answers,
  content,
  Controller,
  Get,
  MemberListRequest,
  PageOf,
  Param,
  Query,
  Refuses,
} from '../../../src/http/index';
import { NoteView } from './note.controller';

/** A second controller, so that documents have more than one. */
@Controller('/boards')
export class BoardController {
  @Get('/{id}/notes', { summary: 'List the notes of a board' })
  @Access('public')
  @Answers(PageOf(NoteView))
  @Refuses('not-found', 'notes/board/not-found')
  @Refuses('unavailable', 'notes/board/closed')
  notes(@Param('id') id: string, @Query(MemberListRequest) query: MemberListRequest): Answer {
    return content({ id, query });
  }
}
