import { IsIn, IsInt, IsNumber, IsOptional, Matches, Max, Min, ValidateBy } from 'class-validator';
import type { Moment } from '../eventsourcing/reading/history';
import { UUID_PATTERN } from '../kernel/values';
import { Describe } from './describe';
import { DEFAULT_LIMIT, IsMoment, Limit, NumberText, PageCursor } from './fields';

/** Seconds. A reader who waits keeps a function busy: many who wait long would leave none for the others. */
export const LONGEST_WAIT = 5;

/** How fresh a read must be. */
export class ReadRequest {
  @Describe('Answer only from this version on; 504 when it is not there in time.', 3)
  @IsOptional()
  @NumberText()
  @IsInt()
  @Min(0)
  readonly minVersion?: number;

  /** Means nothing without `minVersion`. */
  @Describe('Seconds to wait for `minVersion`. After a 504, ask again.')
  @NumberText()
  @IsNumber()
  @Min(0)
  @Max(LONGEST_WAIT)
  readonly wait: number = LONGEST_WAIT;
}

/** One thing as it is now, how fresh; or as it was. */
export class FindRequest extends ReadRequest {
  @Describe(
    'As it was at this version, or at this time (ISO 8601 with its zone; write a `+` as `%2B`). Answered from the ' +
      'log, so `minVersion` has no place beside it.',
    '2026-11-21T09:30:00Z',
  )
  @IsOptional()
  @IsMoment()
  @Alone('minVersion')
  readonly at?: Moment;
}

/** Refuses a parameter that makes no sense beside another one. */
function Alone(other: string): PropertyDecorator {
  return ValidateBy({
    name: 'alone',
    validator: {
      validate: (_, rule) => (rule?.object as Readonly<Record<string, unknown>>)[other] === undefined,
      defaultMessage: (rule) => `${rule?.property ?? 'it'} and ${other} exclude each other; send one of them`,
    },
  });
}

/** One page of a list. A list that can be filtered adds `@Contains('email') readonly contains?: ContainsFilter`. */
export class ListRequest {
  @Limit()
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

const SOURCE = new RegExp(`^[a-z][a-z0-9]*(-[a-z0-9]+)*:${UUID_PATTERN}$`);

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
