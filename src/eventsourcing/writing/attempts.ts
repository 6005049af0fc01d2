import { setTimeout as sleep } from 'node:timers/promises';

/** Enough for hundreds of writers of one aggregate at once; then the client is asked to come back. */
const ATTEMPTS = 12;
/** Milliseconds after which no further one is made: within what an API gives its functions, with one more attempt. */
const PATIENCE = 20_000;
/** Milliseconds. */
const PAUSE = { shortest: 10, longest: 6_000 };

/** Until when somebody who begins now makes attempts, in Unix milliseconds. */
export function whilePatient(): number {
  return Date.now() + PATIENCE;
}

/**
 * The attempts of a writer who has rivals, from 0 on, with a pause before each but the first. It is doubled each time, and
 * spread at random so that rivals part. They part only over a time in which each of them could have its turn, so pauses
 * are counted in what an attempt takes: that is longer where many writers, or throttling, make the log slow, and there
 * each attempt in vain would slow down all others.
 *
 * @param until of `whilePatient`
 */
export async function* attempts(until: number): AsyncGenerator<number, void> {
  let took = 0;
  for (let attempt = 0; attempt < ATTEMPTS && Date.now() < until; attempt += 1) {
    const longest = Math.min(PAUSE.longest, Math.max(PAUSE.shortest, took) * 2 ** (attempt - 1));
    if (attempt > 0) await sleep(Math.random() * longest);
    const begun = Date.now();
    yield attempt;
    took = Date.now() - begun;
  }
}
