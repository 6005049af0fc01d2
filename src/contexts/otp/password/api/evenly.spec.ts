import { setTimeout as sleep } from 'node:timers/promises';
import { evenly } from './evenly';

describe(evenly, () => {
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await evenly(work).catch(() => undefined);
    return performance.now() - start;
  };

  it('ends with the beat, after what is fast, what is slower, and what fails', async () => {
    for (const work of [
      () => Promise.resolve(),
      () => sleep(20),
      () => Promise.reject(new Error('It was refused.')),
    ]) {
      expect(await timed(work)).toBeGreaterThanOrEqual(50);
    }
    expect(await timed(() => sleep(60))).toBeGreaterThanOrEqual(100);
  });

  it('gives on what was done, and what was thrown', async () => {
    await expect(evenly(() => Promise.resolve('done'))).resolves.toBe('done');
    await expect(evenly(() => Promise.reject(new Error('It was refused.')))).rejects.toThrow(
      'It was refused.',
    );
  });
});
