import fc from 'fast-check';
import { windowsSince } from './export-windows';

const MINUTE = 60_000;
const now = new Date('2026-11-25T12:00:00.500Z');

describe('windowsSince', () => {
  it.each([
    [19, []],
    [21, ['11:39:00 11:55:00']],
  ])('takes what is %d minutes old or less', (minutes, expected) => {
    const windows = windowsSince(new Date(now.getTime() - minutes * MINUTE), now);
    const text = windows.map(({ from, to }) =>
      [from, to].map((time) => time.toISOString().slice(11, 19)).join(' '),
    );
    expect(text).toEqual(expected);
  });

  it('has no gap, and no window that DynamoDB refuses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 21 * MINUTE, max: 10 * 24 * 60 * MINUTE }), (age) => {
        const since = now.getTime() - age;
        const windows = windowsSince(new Date(since), now);
        let reached = since;
        for (const { from, to } of windows) {
          expect(from.getTime()).toBeLessThanOrEqual(reached);
          const minutes = (to.getTime() - from.getTime()) / MINUTE;
          expect(minutes).toBeGreaterThanOrEqual(15);
          expect(minutes).toBeLessThanOrEqual(24 * 60);
          reached = to.getTime();
        }
        expect(reached).toBe(now.getTime() - 5 * MINUTE - 500);
      }),
    );
  });
});
