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

/** Polls a condition until it holds; fails with `what` when it does not before the deadline, in milliseconds. */
export async function conditionOf(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within = 5_000,
): Promise<void> {
  await eventually(async () => {
    if (!(await condition())) throw new Error(`${what}: not within ${within} ms.`);
  }, within);
}
