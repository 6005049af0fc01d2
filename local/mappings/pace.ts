import { sleep } from './activity';

/**
 * Milliseconds from one batch of a poller to the next, at least. Under load several records gather
 * meanwhile, and one invocation costs little more for ten records than for one; Lambda's pollers,
 * which ask a shard four times a second, gather more. A record after a rest does not wait.
 */
const GATHERING = 40;

/** Keeps a poller from invoking its function for every single record. Times are those of `performance.now()`. */
export class Pace {
  private next = -Infinity;

  /** A batch has been read. */
  mark(now = performance.now()): void {
    this.next = now + GATHERING;
  }

  /** Milliseconds until the next batch may be read. */
  remaining(now = performance.now()): number {
    return Math.max(0, this.next - now);
  }

  /** Waits until the next batch may be read. Never rejects. */
  async keep(signal: AbortSignal): Promise<void> {
    const wait = this.remaining();
    if (wait > 0) await sleep(wait, signal);
  }
}
