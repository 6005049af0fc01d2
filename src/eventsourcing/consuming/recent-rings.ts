/** Milliseconds: the longest pause of the catch-up, after which whatever was rung has been looked at again. */
const KEPT_FOR = 15 * 60 * 1_000;
const MOST = 1_000;

interface Ring {
  readonly version: number;
  /** Unix time in milliseconds of the first failure at this version, and of the last ring. */
  readonly since: number;
  readonly at: number;
}

/**
 * What this process has rung of late, so that a busy stream with a broken consumer does not ring for each commit.
 *
 * It leaves nothing unrung: a doorbell that was answered has moved the consumer beyond the commit that it was rung for,
 * so one that still stands where it stood has its doorbell out there.
 */
export class RecentRings {
  private readonly rings = new Map<string, Ring>();

  /** Whether the consumer was rung for this stream at the version where it stands. */
  has(consumer: string, stream: string, version: number): boolean {
    const ring = this.rings.get(keyOf(consumer, stream));
    return ring?.version === version && Date.now() < ring.at + KEPT_FOR;
  }

  /** Unix time in milliseconds since when the consumer stands at this version, as far as is known. */
  since(consumer: string, stream: string, version: number): number {
    const ring = this.rings.get(keyOf(consumer, stream));
    return ring?.version === version ? ring.since : Date.now();
  }

  add(consumer: string, stream: string, version: number): void {
    const since = this.since(consumer, stream, version);
    this.forget(consumer, stream);
    this.rings.set(keyOf(consumer, stream), { version, since, at: Date.now() });
    const [oldest] = this.rings.keys();
    if (this.rings.size > MOST && oldest !== undefined) this.rings.delete(oldest);
  }

  forget(consumer: string, stream: string): void {
    this.rings.delete(keyOf(consumer, stream));
  }
}

function keyOf(consumer: string, stream: string): string {
  return `${consumer} ${stream}`;
}
