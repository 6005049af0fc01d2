import { IsIn, IsOptional } from 'class-validator';
import type { Moment } from '../eventsourcing/reading/history';
import { Describe } from './describe';
import { DEFAULT_LIMIT, IsMoment, PageCursor, PageLimit } from './fields';
import { DecimalNumber, WholeNumber } from './numbers';

/** Seconds. A reader who waits keeps a function busy: many who wait long would leave none for the others. */
export const LONGEST_WAIT = 5;

/** How fresh a read must be. */
export class ReadRequest {
  @Describe('Answer only from this version on; 504 when it is not there in time.', 3)
  @IsOptional()
  @WholeNumber(0)
  readonly minVersion?: number;

  /** Means nothing without `minVersion`. */
  @Describe('Seconds to wait for `minVersion`. After a 504, ask again.', 0.5)
  @DecimalNumber(0, LONGEST_WAIT)
  readonly wait: number = LONGEST_WAIT;
}

/** One thing as it is now, how fresh; or as it was. */
export class FindRequest extends ReadRequest {
  @Describe(
    'As it was at this version, or at this time (ISO 8601 with its zone; write a `+` as `%2B`). Answered from the ' +
      'log, which is never behind: there is nothing to wait for, so `minVersion` and `wait` make no difference.',
    '2026-11-21T09:30:00Z',
  )
  @IsOptional()
  @IsMoment()
  readonly at?: Moment;
}

/** One page of a list. A list that can be filtered adds `@Contains('email') readonly contains?: ContainsFilter`. */
export class ListRequest {
  @PageLimit()
  readonly limit: number = DEFAULT_LIMIT;

  @PageCursor()
  readonly cursor?: string;
}

/** One page of what happened to an aggregate. */
export class EventListRequest extends ListRequest {
  @Describe(
    'Events to look at, at most. One without a public view is left out, so a page may hold fewer, even none, and ' +
      'still have a `cursor`: the list ends where that is missing.',
  )
  override readonly limit: number = DEFAULT_LIMIT;

  @Describe('What comes first.')
  @IsIn(['oldest', 'newest'])
  readonly order: 'oldest' | 'newest' = 'oldest';
}

/**
 * One page of what belongs to an aggregate. Where the streams of the members feed the list too, it adds
 * `@StreamOf('user') readonly of?: string`.
 */
export class MemberListRequest extends ReadRequest {
  @PageLimit()
  readonly limit: number = DEFAULT_LIMIT;

  @PageCursor()
  readonly cursor?: string;
}
