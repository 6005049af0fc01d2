import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { Moment } from '../../eventsourcing/reading/history';

/** Name of the rule in the metadata, for OpenAPI. */
export const MOMENT_RULE = 'moment';

const VERSION = '[1-9]\\d{0,14}';
const TIME = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})';
/** As text: OpenAPI shows it too. */
export const MOMENT_PATTERN = `^(${VERSION}|${TIME})$`;

const SHAPE = new RegExp(MOMENT_PATTERN);
const isVersion = new RegExp(`^${VERSION}$`);

/** A moment in the life of an aggregate: a version, or a time of ISO 8601 with its zone. */
export function IsMoment(): PropertyDecorator {
  const parse = Transform(({ value }: { value: unknown }) => momentOf(value) ?? value);
  const check = ValidateBy({
    name: MOMENT_RULE,
    validator: {
      validate: (value: unknown) => typeof value === 'object' && value !== null,
      defaultMessage: (rule) =>
        `${rule?.property ?? 'it'} must be a version from 1 on, or a time with its zone, as in 2026-11-21T09:30:00Z`,
    },
  });
  return (prototype, field) => {
    parse(prototype, field);
    check(prototype, field);
  };
}

function momentOf(value: unknown): Moment | undefined {
  // A plus sign that was not percent-encoded arrives as a space.
  const text = typeof value === 'string' ? value.replace(/ (?=\d{2}:\d{2}$)/, '+') : '';
  if (!SHAPE.test(text)) return undefined;
  if (isVersion.test(text)) return { version: Number(text) };
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || !isDay(text.slice(0, 10)) ? undefined : { time };
}

/** `Date` takes the 31st of February for the 3rd of March. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}
