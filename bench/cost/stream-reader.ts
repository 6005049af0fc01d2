import { createHash } from 'node:crypto';
import type { StreamRecord } from '../../local/mappings/stream/stream-record';
import type { StreamSource } from '../../local/mappings/stream/stream-source';

const never = new AbortController().signal;

/** Reads on in a stream of one shard. */
export class StreamReader {
  private constructor(
    private readonly source: StreamSource,
    private readonly shard: string,
    private iterator: string,
  ) {}

  static async open(source: StreamSource): Promise<StreamReader> {
    const [shard, ...others] = await source.shards(never);
    if (!shard || others.length > 0)
      throw new Error(`${source.arn} has ${others.length + 1} shards here, not 1.`);
    return new StreamReader(
      source,
      shard.id,
      await source.iterator(shard.id, { type: 'TRIM_HORIZON' }, never),
    );
  }

  /** All that came since the last call. */
  async newRecords(): Promise<readonly StreamRecord[]> {
    const all: StreamRecord[] = [];
    for (;;) {
      const { records, next } = await this.source.read(this.shard, this.iterator, never);
      if (next === undefined) throw new Error(`${this.source.arn} ended.`);
      this.iterator = next;
      if (records.length === 0) return all;
      all.push(...records);
    }
  }

  close(): void {
    this.source.close();
  }
}

/** Spreads records over a number of readers, each key on one of them, as shards and parallel batches of a shard do. */
export function spread(
  records: readonly StreamRecord[],
  readers: number,
  keyOf: (record: StreamRecord) => string,
): readonly (readonly StreamRecord[])[] {
  const lanes = Array.from({ length: readers }, (): StreamRecord[] => []);
  for (const record of records) {
    const hash = createHash('md5').update(keyOf(record)).digest().readUInt32BE(0);
    lanes[hash % readers]?.push(record);
  }
  return lanes.filter(({ length }) => length > 0);
}

/** Batches of at most `size`. */
export function batches<T>(records: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(records.length / size) }, (_, index) =>
    records.slice(index * size, (index + 1) * size),
  );
}
