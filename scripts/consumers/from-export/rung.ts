import { TOGETHER, type Bell } from '../bell';
import type { ConsumerEntry } from '../catalogue';
import type { Pace } from '../pace';

/** Rings each stream once, as many at the same time as one call takes. */
export class Rung {
  private readonly known = new Set<string>();
  private waiting: string[] = [];

  constructor(
    private readonly entry: ConsumerEntry,
    private readonly bell: Pick<Bell, 'ring'>,
    private readonly pace: Pace,
  ) {}

  get count(): number {
    return this.known.size;
  }

  async add(stream: string): Promise<void> {
    if (this.known.has(stream)) return;
    this.known.add(stream);
    this.waiting.push(stream);
    if (this.waiting.length >= TOGETHER) await this.end();
  }

  /** Rings those that are waiting. */
  async end(): Promise<void> {
    const streams = this.waiting.splice(0, TOGETHER);
    if (streams.length === 0) return;
    await this.pace.take(streams.length);
    await this.bell.ring(this.entry, streams, 'the export lacks commits of it');
  }
}
