import { age } from './age';

/** Where progress is shown: a terminal, or whatever stderr is redirected to. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const WIDTH = 24;
/** Milliseconds between two drawings; lines in a log come less often. */
const OFTEN = { terminal: 100, log: 5_000 };

/**
 * Shows how far a long walk has come: a bar on a terminal, a line now and then elsewhere. How much there is may be
 * unknown; then only what is done is told.
 */
export class Progress {
  private done = 0;
  private all: number | undefined;
  private readonly begun: number;
  private drawn: number;

  constructor(
    private readonly label: string,
    private readonly screen: Screen = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.begun = now();
    this.drawn = this.begun;
  }

  /** @param all how much there is, once that is known */
  add(count: number, all?: number): void {
    this.done += count;
    this.all = all;
    const interval = this.screen.isTTY ? OFTEN.terminal : OFTEN.log;
    if (this.now() - this.drawn < interval) return;
    this.drawn = this.now();
    this.draw();
  }

  /** Leaves the last state on the screen. */
  end(): void {
    this.draw();
    if (this.screen.isTTY) this.screen.write('\n');
  }

  private draw(): void {
    const { label, done, all, screen } = this;
    const text =
      all === undefined ? `${label} ${done}` : `${label} ${bar(done, all)} ${done}/${all}${this.rest(all)}`;
    screen.write(screen.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  }

  /** How long it takes still, if it goes on as it did so far. */
  private rest(all: number): string {
    const { done } = this;
    if (done === 0 || done >= all) return '';
    return `, ${age(((this.now() - this.begun) * (all - done)) / done)} left`;
  }
}

function bar(done: number, all: number): string {
  const filled = all === 0 ? WIDTH : Math.min(WIDTH, Math.round((WIDTH * done) / all));
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`;
}
