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
  private drawn = -Infinity;

  constructor(
    private readonly label: string,
    private readonly screen: Screen = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param of how much there is, once that is known */
  add(count: number, of?: number): void {
    this.done += count;
    const interval = this.screen.isTTY ? OFTEN.terminal : OFTEN.log;
    if (this.now() - this.drawn < interval) return;
    this.drawn = this.now();
    this.draw(of);
  }

  /** Leaves the last state on the screen. */
  end(): void {
    this.draw(this.done);
    if (this.screen.isTTY) this.screen.write('\n');
  }

  private draw(of?: number): void {
    const text = `${this.label} ${of === undefined ? '' : bar(this.done, of)}${this.done}${of === undefined ? '' : `/${of}`}`;
    this.screen.write(this.screen.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  }
}

function bar(done: number, of: number): string {
  const filled = of === 0 ? WIDTH : Math.round((WIDTH * done) / of);
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] `;
}
