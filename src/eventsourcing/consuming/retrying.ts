import { setTimeout as sleep } from 'node:timers/promises';
import type { IsTransient } from '../transient';

/** Milliseconds that retries may take: far less than a message that comes again after its visibility timeout. */
const BUDGET = 2_000;
/** Milliseconds; doubled at each attempt up to the longest, and spread at random so that rivals part. */
const PAUSE = { shortest: 10, longest: 400 };

/**
 * Does something again while it fails for a reason that passes by itself.
 *
 * @param until Unix time in milliseconds after which it is not tried again
 * @throws what the last attempt threw
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  isTransient: IsTransient,
  until: number,
): Promise<T> {
  const last = Math.min(until, Date.now() + BUDGET);
  for (let longest = PAUSE.shortest; ; longest = Math.min(PAUSE.longest, 2 * longest)) {
    try {
      return await attempt();
    } catch (error) {
      const pause = Math.random() * longest;
      if (!isTransient(error) || Date.now() + pause > last) throw error;
      await sleep(pause);
    }
  }
}
