import type { Clock } from '../../../src/outside/clock';
import type { Counted, RateLimit, RateLimits } from '../../../src/outside/rate-limits';

/** Counts in memory, in the same windows as the real one. */
export class MemoryRateLimits implements RateLimits {
  /** All that was asked, counted or not. */
  readonly asked: Counted[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly now: Clock) {}

  count(counted: Counted, { requests, seconds }: RateLimit): Promise<number> {
    this.asked.push(counted);
    const time = this.now() / 1000;
    const window = Math.floor(time / seconds);
    const key = JSON.stringify([counted.name, counted.subject, window]);
    const before = this.counts.get(key) ?? 0;
    if (before >= requests) return Promise.resolve((window + 1) * seconds - time);
    this.counts.set(key, before + 1);
    return Promise.resolve(0);
  }
}
