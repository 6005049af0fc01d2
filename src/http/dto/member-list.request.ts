import { IsOptional, Matches } from 'class-validator';
import { Describe } from '../decorators/describe.decorator';
import { DEFAULT_LIMIT, Limit, PageCursor } from './paging.decorators';
import { ReadRequest } from './read.request';

const SOURCE =
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** One page of a list that is fed by several streams: its owner's and its members'. */
export class MemberListRequest extends ReadRequest {
  @Limit()
  readonly limit: number = DEFAULT_LIMIT;

  @PageCursor()
  readonly cursor?: string;

  @Describe('The stream that `minVersion` counts, when it is not the owner of the list: `user:<uuid>`.')
  @IsOptional()
  @Matches(SOURCE, { message: 'of must be an aggregate and its id, as in user:<uuid>, in lower case' })
  readonly of?: string;
}
