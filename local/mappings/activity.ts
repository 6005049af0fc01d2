import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between two readings of an empty stream: while something happens, soon after, and at rest. */
const BUSY = 10;
const CALM = 40;
const IDLE = 100;
const BUSY_FOR = 1_000;
const CALM_FOR = 5_000;

/**
 * Lets pollers rest while nothing happens, and hurry as soon as something does anywhere in the
 * runtime: idle CPU stays low, and the first event after a rest does not wait for it to end.
 */
export class Activity {
  private last = 0;
  private readonly resting = new Set<() => void>();

  /** Something happened that may have put records into a stream. */
  pulse(): void {
    this.last = Date.now();
    for (const wake of [...this.resting]) wake();
  }

  /** Waits before the next reading. Never rejects. */
  rest(signal: AbortSignal): Promise<void> {
    const quiet = Date.now() - this.last;
    const interval = quiet < BUSY_FOR ? BUSY : quiet < CALM_FOR ? CALM : IDLE;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.resting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, signal.aborted ? 0 : interval);
      signal.addEventListener('abort', end);
      // Who reads often anyway is not to be woken: under load that would be for every request.
      if (interval > BUSY) this.resting.add(end);
    });
  }
}

/** Resolves after the time or when the signal aborts, whichever is first. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
