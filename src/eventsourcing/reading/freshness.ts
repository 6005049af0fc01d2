import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../kernel/domain-error';
import type { Consistency } from '../page';

/** What a reader who has just written asks for. */
export interface Freshness {
  /** The version that the answer must include, at least. */
  readonly minVersion?: number;
  /** Seconds to wait for it. */
  readonly wait: number;
}

/**
 * How to read other rows after the one whose version was waited for: a replica that has the one may lack the others.
 */
export function consistencyOf({ minVersion }: Freshness): Consistency {
  return { consistent: minVersion !== undefined };
}

/** Milliseconds between looks: short at first, since most projections need less than a tenth of a second. */
const PAUSE = { first: 10, factor: 1.4, longest: 250 };

/**
 * Reads a row, again and again until it includes `minVersion`.
 *
 * @throws DomainError `timeout` when it does not in time; it will a little later, so the client is asked to come back
 */
export async function readFresh<R extends { readonly version: number }>(
  read: () => Promise<R | undefined>,
  { minVersion = 0, wait }: Freshness,
): Promise<R | undefined> {
  const deadline = Date.now() + wait * 1000;
  for (let pause = PAUSE.first; ; pause = Math.min(PAUSE.longest, pause * PAUSE.factor)) {
    const row = await read();
    if ((row?.version ?? 0) >= minVersion) return row;
    if (Date.now() + pause > deadline) {
      const message = `Version ${minVersion} is not readable yet; try again, or wait longer.`;
      throw new DomainError('timeout', 'not-readable-yet', message, { retryAfter: 1 });
    }
    await sleep(pause);
  }
}
