import { Timetable } from './timetable';

/** Passes the control to whatever waits for promises that are settled; raw, as its promise takes three times as long. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Time in which nothing is waited for: when everybody waits, it is the time of whoever waits for the least. */
export class VirtualTime {
  now = Date.UTC(2026, 10, 21);
  /** Waits that have ended. */
  steps = 0;
  private readonly timetable = new Timetable();

  readonly sleep = (milliseconds = 0): Promise<void> =>
    new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });

  after(milliseconds: number, wake: () => void): void {
    this.timetable.add(this.now + Math.max(0, milliseconds), wake);
  }

  /**
   * Lets time pass until nobody waits for any, which is when nothing happens any more.
   *
   * @param most steps, after which something goes on for ever
   * @returns whether it came to rest
   */
  async untilRest(most: number): Promise<boolean> {
    for (const end = this.steps + most; this.steps < end; this.steps += 1) {
      await settled();
      const next = this.timetable.next();
      if (!next) return true;
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    return false;
  }
}
