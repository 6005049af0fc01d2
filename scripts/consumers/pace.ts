import { setTimeout as sleep } from 'node:timers/promises';

/** Spreads work over time. */
export class Pace {
  /** Milliseconds, as `now` tells them: when what was taken so far is used up. */
  private until = -Infinity;

  /** @param perSecond things that may be done in a second */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
    private readonly wait: (milliseconds: number) => Promise<unknown> = sleep,
  ) {}

  /** Waits until this many things may be done. */
  async take(count: number): Promise<void> {
    const now = this.now();
    const wait = this.until - now;
    this.until = Math.max(this.until, now) + (1_000 * count) / this.perSecond;
    if (wait > 0) await this.wait(wait);
  }
}
