interface Kept<Result> {
  readonly result: Result;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly revision: number | undefined;
}

/**
 * Results of one authorizer by the identity that they are about. They are not kept any longer when its function has
 * new code: whoever changes an authorizer wants to see what it does now.
 */
export class ResultCache<Result> {
  /** All are kept equally long, so the oldest stand first. */
  private readonly results = new Map<string, Kept<Result>>();

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly seconds: number,
    private readonly now: () => number = Date.now,
  ) {}

  find(identity: readonly string[], revision?: number): Result | undefined {
    const kept = this.results.get(keyOf(identity));
    if (kept === undefined || kept.until <= this.now() || kept.revision !== revision) return undefined;
    return kept.result;
  }

  keep(identity: readonly string[], result: Result, revision?: number): void {
    // Without an identity source nobody could tell one caller from another.
    if (this.seconds === 0 || identity.length === 0) return;
    this.forgetOld();
    const key = keyOf(identity);
    this.results.delete(key);
    this.results.set(key, { result, until: this.now() + this.seconds * 1000, revision });
  }

  private forgetOld(): void {
    for (const [key, { until }] of this.results) {
      if (until > this.now()) return;
      this.results.delete(key);
    }
  }
}

function keyOf(identity: readonly string[]): string {
  return JSON.stringify(identity);
}
