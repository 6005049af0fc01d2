import { IsIn } from 'class-validator';
import { Describe } from '../decorators/describe.decorator';
import { ListRequest } from './list.request';

/** One page of what happened to an aggregate. */
export class EventListRequest extends ListRequest {
  @Describe('What comes first.')
  @IsIn(['oldest', 'newest'])
  readonly order: 'oldest' | 'newest' = 'oldest';
}
