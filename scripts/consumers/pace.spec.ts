import { Pace } from './pace';

describe('Pace', () => {
  it('waits until what was taken before is used up', async () => {
    let now = 5_000;
    const waits: number[] = [];
    const pace = new Pace(
      50,
      () => now,
      (milliseconds) => {
        waits.push(milliseconds);
        now += milliseconds;
        return Promise.resolve();
      },
    );
    await pace.take(10);
    await pace.take(10);
    now += 150;
    await pace.take(1);
    await pace.take(1);
    expect(waits).toEqual([200, 50, 20]);
  });

  it('does not make up for time in which nothing was taken', async () => {
    let now = 0;
    const waits: number[] = [];
    const pace = new Pace(
      1,
      () => now,
      (milliseconds) => Promise.resolve(waits.push(milliseconds)),
    );
    await pace.take(1);
    now = 60_000;
    await pace.take(1);
    await pace.take(1);
    expect(waits).toEqual([1_000]);
  });
});
