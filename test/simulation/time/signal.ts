/** Somebody waits for something to change. */
export class Signal {
  private waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  readonly wake = (): void => {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  };
}
