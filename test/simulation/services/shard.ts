import { Signal } from '../time/signal';

export interface ShardRecord {
  /** As text, as in AWS; longer ones are higher. */
  readonly sequence: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly data: string;
}

/** How long a record can be read, in milliseconds: a day, of a change stream and of Kinesis. */
export const RETENTION = 24 * 60 * 60 * 1_000;

/** Records in the order in which they came, read from any place on; what is older than a day is gone. */
export class Shard {
  readonly changed = new Signal();
  private records: ShardRecord[] = [];
  private written = 0;

  constructor(private readonly now: () => number) {}

  append(data: string): void {
    const sequence = String((this.written += 1));
    this.records.push({ sequence, at: this.now(), data });
    this.changed.wake();
  }

  /** What comes after a place, 0 for the beginning. */
  after(place: number, limit: number): readonly ShardRecord[] {
    const oldest = this.now() - RETENTION;
    this.records = this.records.filter(({ at }) => at > oldest);
    return this.records.filter(({ sequence }) => Number(sequence) > place).slice(0, limit);
  }
}
