import type { ReadSwitch, SwitchRow } from './read-switch';
import type { ReadTables } from './read-tables';
import type { Table } from './table';

/** Milliseconds for which what was read is good: after a switch both projections are read for as long. */
export const SWITCH_SEEN_WITHIN = 5_000;

interface Seen {
  readonly until: number;
  readonly reads: Promise<string | undefined>;
}

/** Tells queries which of two projections they read. One look at the table is good for all requests of a few seconds. */
export class ReadSwitches {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly tables: Pick<ReadTables, 'get'>,
    private readonly table: Table<SwitchRow>,
    /** Unix time in milliseconds. */
    private readonly now: () => number,
  ) {}

  /** @returns the name of the projection to read: the first of the two unless the other one was switched to */
  async current<From extends string, To extends string>({
    from,
    to,
  }: ReadSwitch<From, To>): Promise<From | To> {
    return (await this.reads(from)) === to ? to : from;
  }

  private reads(projection: string): Promise<string | undefined> {
    const known = this.seen.get(projection);
    if (known && this.now() < known.until) return known.reads;
    const reads = this.tables.get(this.table, { projection }).then((row) => row?.reads);
    this.seen.set(projection, { until: this.now() + SWITCH_SEEN_WITHIN, reads });
    // Whoever asked is told; the next one looks again.
    reads.catch(() => this.seen.delete(projection));
    return reads;
  }
}
