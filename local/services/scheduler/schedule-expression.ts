import { AwsError } from '../aws-json/aws-error';

const AT = /^at\((\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\)$/u;

/**
 * When `at(2026-11-25T09:30:00)` is in a time zone, in Unix milliseconds. A time that the clocks of the zone leave out is as
 * much later as they are put forward.
 *
 * @throws AwsError for what is no time, for no zone, and for schedules that recur, which nothing here carries out
 */
export function dueAt(expression: string, zone: string): number {
  if (/^(?:rate|cron)\(/u.test(expression)) {
    const message = 'The local Scheduler has no schedules that recur (docs/local-services.md).';
    throw new AwsError('ValidationException', message);
  }
  const [, ...parts] = AT.exec(expression) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = parts.length > 0 && new Date(wall).toISOString().startsWith(expression.slice(3, -1));
  if (!isReal) throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}.`);
  const before = wall - offsetAt(wall, zone);
  return wall - offsetAt(before, zone);
}

/** Milliseconds by which the clocks of a zone are ahead of UTC. */
function offsetAt(time: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new AwsError('ValidationException', `Invalid ScheduleExpressionTimezone ${timeZone}.`);
  }
}
