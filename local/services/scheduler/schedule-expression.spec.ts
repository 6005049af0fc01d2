import { dueAt } from './schedule-expression';

describe('the time of a schedule', () => {
  it.each([
    ['2026-11-25T09:30:00', 'UTC', '2026-11-25T09:30:00Z'],
    ['2026-11-25T09:30:00', 'Europe/Berlin', '2026-11-25T08:30:00Z'],
    ['2026-07-01T00:00:01', 'America/New_York', '2026-07-01T04:00:01Z'],
    ['2026-12-31T23:59:59', 'Asia/Kolkata', '2026-12-31T18:29:59Z'],
    // Clocks go from 2 to 3, and from 3 back to 2.
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-25T01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59Z'],
    ['2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
  ])('at(%s) in %s is %s', (time, zone, utc) => {
    expect(new Date(dueAt(`at(${time})`, zone)).toISOString()).toBe(utc.replace('Z', '.000Z'));
  });

  it.each([
    '',
    'at()',
    'at(2026-11-25)',
    'at(2026-13-01T00:00:00)',
    'at(2026-11-25T24:00:00)',
    ' at(2026-11-25T09:30:00)',
  ])('%j is none', (expression) => {
    expect(() => dueAt(expression, 'UTC')).toThrow('Invalid Schedule Expression');
  });
});
