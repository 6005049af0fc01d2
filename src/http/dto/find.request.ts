import { IsOptional, ValidateBy } from 'class-validator';
import type { Moment } from '../../eventsourcing/reading/history';
import { Describe } from '../decorators/describe.decorator';
import { IsMoment } from './moment.decorator';
import { ReadRequest } from './read.request';

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
