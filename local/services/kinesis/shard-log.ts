import { isAfter } from './sequence-number';

export interface StoredRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly arrival: number;
  readonly partitionKey: string;
  /** Base64, exactly as it came: it leaves that way too. */
  readonly data: string;
}

export interface Reading {
  readonly records: readonly StoredRecord[];
  /** The oldest record that was left for the next reading. */
  readonly next: StoredRecord | undefined;
}

/** Fewer dropped records than this are not worth moving the others for. */
const MIN_COMPACTION = 1024;

/** The records of one shard, oldest first. No operation slows with the number that is retained. */
export class ShardLog {
  private records: StoredRecord[] = [];
  private head = 0;

  append(record: StoredRecord): void {
    this.records.push(record);
  }

  get oldest(): StoredRecord | undefined {
    return this.records[this.head];
  }

  /** Reads what follows a sequence number, up to a count and a number of bytes, but at least one record. */
  read(after: string, limit: number, maxBytes: number): Reading {
    const start = this.firstIndex((record) => isAfter(record.sequenceNumber, after));
    let end = start;
    let bytes = 0;
    for (const last = Math.min(start + limit, this.records.length); end < last; end += 1) {
      bytes += recordBytes(this.records[end]);
      if (bytes > maxBytes && end > start) break;
    }
    return { records: this.records.slice(start, end), next: this.records[end] };
  }

  /** @param timestamp milliseconds since the epoch */
  firstSince(timestamp: number): StoredRecord | undefined {
    return this.records[this.firstIndex(({ arrival }) => arrival >= timestamp)];
  }

  /** @returns the bytes that this freed */
  dropOldest(): number {
    const freed = recordBytes(this.oldest);
    this.head = Math.min(this.head + 1, this.records.length);
    if (this.head >= MIN_COMPACTION && this.head * 4 >= this.records.length) {
      this.records = this.records.slice(this.head);
      this.head = 0;
    }
    return freed;
  }

  /** Binary search: `matches` is false for older records and true from some record on. */
  private firstIndex(matches: (record: StoredRecord) => boolean): number {
    let low = this.head;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const record = this.records[middle];
      if (record !== undefined && matches(record)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** What a record takes in memory, near enough. */
export function recordBytes(record: StoredRecord | undefined): number {
  return record === undefined ? 0 : record.data.length + record.partitionKey.length;
}
