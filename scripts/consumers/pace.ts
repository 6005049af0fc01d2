import { setTimeout as sleep } from 'node:timers/promises';

/** Spreads work over time: at most `perSecond` steps a second, evenly. */
export class Pace {
  private next = 0;

  constructor(private readonly perSecond: number) {}

  /** Waits until the next step is due. */
  async step(now = performance.now()): Promise<void> {
    const wait = this.next - now;
    this.next = Math.max(this.next, now) + 1000 / this.perSecond;
    if (wait > 0) await sleep(wait);
  }
}
