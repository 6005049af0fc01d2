import { setTimeout as delay } from 'node:timers/promises';

const PAUSE = 10;

/** Tries an assertion until it holds; after the deadline (in milliseconds) its failure is thrown. */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  within = 10_000,
): Promise<Result> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(PAUSE);
    }
  }
}
