/** What has to be undone, newest first. */
export class Cleanup {
  private readonly actions: (() => Promise<void> | void)[] = [];
  private done: Promise<void> | undefined;

  add(action: () => Promise<void> | void): void {
    this.actions.push(action);
  }

  /** Undoes everything once; every action runs, the first failure is thrown at the end. */
  run(): Promise<void> {
    return (this.done ??= this.undo());
  }

  private async undo(): Promise<void> {
    const failures: unknown[] = [];
    for (const action of this.actions.reverse()) {
      try {
        await action();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
