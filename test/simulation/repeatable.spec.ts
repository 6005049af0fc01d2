import { simulate } from './simulate';

describe('A run', () => {
  it('is the same for the same seed, to the last wait, and another for another', async () => {
    const first = await simulate({ seed: 7 });
    await simulate({ seed: 8 });
    expect(await simulate({ seed: 7 })).toEqual(first);
    expect((await simulate({ seed: 8 })).steps).not.toBe(first.steps);
  });

  it('takes another course with the same commands', async () => {
    const [one, other] = [await simulate({ seed: 7 }), await simulate({ seed: 7, course: 1 })];
    expect(other.commands).toEqual(one.commands);
    expect(other.steps).not.toBe(one.steps);
  });

  it('has the commands and the faults that it is told to have', async () => {
    const { commands, faults, acknowledged, events } = await simulate({
      seed: 3,
      commands: [0, 1, 5],
      faults: 0,
    });
    expect(commands).toEqual([0, 1, 5]);
    expect(faults.size).toBe(0);
    expect(acknowledged).toBeGreaterThan(0);
    expect(events).toBe(acknowledged);
  });

  it('leaves time and chance as they were', async () => {
    const before = { Date, random: Math.random };
    await simulate({ seed: 1 });
    expect({ Date, random: Math.random }).toEqual(before);
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
  });
});
