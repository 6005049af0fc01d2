import type { BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import type { Shard, ShardRecord } from '../services/shard';
import type { World } from '../world';

export interface ShardMappingOptions {
  readonly batchSize: number;
  /** Milliseconds between two looks at the shard. */
  readonly poll: number;
  /** Milliseconds; an older record is given up. */
  readonly maxAge: number;
}

/** Milliseconds before a batch is tried again; doubled each time. */
const PAUSE = { shortest: 500, longest: 300_000 };

/**
 * An event source mapping of a stream: batches in order, from the lowest failed sequence number on again, halves of a
 * batch whose invocation failed, for ever or until a record is too old.
 */
export class ShardMapping {
  /** Records that were given up. */
  readonly failed: ShardRecord[] = [];
  private place = 0;

  constructor(
    private readonly world: World,
    private readonly shard: Shard,
    private readonly invoke: (records: readonly ShardRecord[]) => Promise<BatchResponse>,
    private readonly options: ShardMappingOptions,
  ) {}

  async run(): Promise<never> {
    const { world, shard, options } = this;
    for (;;) {
      const batch = shard.after(this.place, options.batchSize);
      if (batch.length === 0) {
        await shard.changed.wait();
        await world.pass({ least: 1, most: options.poll });
        continue;
      }
      await this.workThrough(batch);
      if (world.faults.strikes('iterator restart')) {
        this.place = Math.max(0, this.place - world.random.between(1, options.batchSize));
      }
    }
  }

  private async workThrough(batch: readonly ShardRecord[]): Promise<void> {
    let left = batch;
    for (let pause = PAUSE.shortest; left.length > 0; pause = Math.min(PAUSE.longest, 2 * pause)) {
      const rest = await this.attempt(left);
      if (rest === 'error' && left.length > 1) {
        const half = Math.ceil(left.length / 2);
        await this.workThrough(left.slice(0, half));
        left = left.slice(half);
        continue;
      }
      left = this.young(rest === 'error' ? left : rest);
      if (left.length > 0) await this.world.time.sleep(pause);
    }
    this.place = Number(batch.at(-1)?.sequence ?? this.place);
  }

  /** @returns what has to come again: from the lowest that failed on */
  private async attempt(batch: readonly ShardRecord[]): Promise<readonly ShardRecord[] | 'error'> {
    if (this.world.faults.strikes('throttle')) return batch;
    try {
      const { batchItemFailures } = await this.invoke(batch);
      const failed = batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
      if (failed.includes(0)) return batch;
      const lowest = Math.min(...failed);
      return batch.filter(({ sequence }) => Number(sequence) >= lowest);
    } catch {
      return 'error';
    }
  }

  private young(records: readonly ShardRecord[]): readonly ShardRecord[] {
    const oldest = this.world.time.now - this.options.maxAge;
    this.failed.push(...records.filter(({ at }) => at < oldest));
    return records.filter(({ at }) => at >= oldest);
  }
}
