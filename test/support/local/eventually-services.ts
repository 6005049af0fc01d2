import { setTimeout as delay } from 'node:timers/promises';

/** Polls a condition until it holds; fails with `what` when it does not within the deadline. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within = 5000,
): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${within} ms.`);
    await delay(5);
  }
}
