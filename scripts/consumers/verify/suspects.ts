import { setTimeout as sleep } from 'node:timers/promises';

/** Suspects that are kept, at most: the walk waits for the oldest of them before it goes on. */
const MOST = 10_000;
/** Milliseconds between two looks at those who are left. */
const PAUSE = { shortest: 50, longest: 1_000 };

/** A stream whose rows may only be on their way. */
export interface Suspect {
  readonly stream: string;
  /** Version that its row has to reach. */
  readonly goal: number;
  /** Unix time in milliseconds until which it has time. */
  readonly until: number;
}

/** Keeps what may pass by itself, and has it looked at again. */
export class Suspects {
  private waiting: Suspect[] = [];

  /**
   * @param patience milliseconds that each of them is given
   * @param look whether there is no more to wait for; told whether this is the last look
   */
  constructor(
    private readonly patience: number,
    private readonly look: (suspect: Suspect, isLast: boolean) => Promise<boolean>,
    private readonly signal: AbortSignal,
  ) {}

  async add(stream: string, goal: number): Promise<void> {
    this.waiting.push({ stream, goal, until: Date.now() + this.patience });
    if (this.waiting.length >= MOST) await this.settle(MOST / 2);
  }

  /** Waits until no more than some are left. */
  async settle(left = 0): Promise<void> {
    for (let pause = PAUSE.shortest; this.waiting.length > left; pause = Math.min(PAUSE.longest, 2 * pause)) {
      this.signal.throwIfAborted();
      const before = this.waiting;
      this.waiting = [];
      for (const suspect of before) {
        const isLast = Date.now() >= suspect.until;
        if (!(await this.look(suspect, isLast)) && !isLast) this.waiting.push(suspect);
      }
      if (this.waiting.length > left) await sleep(pause);
    }
  }
}
