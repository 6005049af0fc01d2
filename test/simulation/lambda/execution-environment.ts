import type { Life } from '../world';

/** Lambda's: one process of a function, which works on one invocation at a time and ends when that crashes. */
export class ExecutionEnvironment implements Life {
  isAlive = true;
  /** Rejected once it has ended. */
  readonly ended: Promise<never>;
  private end: (error: Error) => void = () => undefined;

  constructor() {
    this.ended = new Promise((_, reject) => {
      this.end = reject;
    });
    this.ended.catch(() => undefined);
  }

  kill(reason: string): void {
    this.isAlive = false;
    this.end(new Error(reason));
  }
}
