import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds: far more than what differs, and more than a warm function takes for one read and one write. */
const STEP = 50;

/**
 * Does something, and ends at a whole multiple of 50 ms whatever came of it. The requests to the database are as many for
 * whoever is known as for whoever is not, but not as long: what is found is read and folded. Nobody can measure that who is
 * answered by the beat of a clock.
 */
export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    const end = start + STEP * Math.ceil((performance.now() - start) / STEP);
    // A timer counts whole milliseconds, and the fraction that is left would tell as well.
    await sleep(Math.max(0, Math.floor(end - performance.now()) - 1));
    while (performance.now() < end) await setImmediate();
  }
}
