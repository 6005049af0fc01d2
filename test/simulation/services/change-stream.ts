import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { World } from '../world';
import { Shard } from './shard';

/** Milliseconds until a commit appears. */
const USUAL = { least: 1, most: 30 };
const LATE = { least: 20, most: 30_000 };

/**
 * The DynamoDB stream of the log: order is kept for each item alone, and a commit is an item, so the commits of one stream
 * may appear in any order. Nothing is lost.
 */
export class ChangeStream {
  readonly shard: Shard;

  constructor(private readonly world: World) {
    this.shard = new Shard(() => world.time.now);
  }

  inserted(commit: Commit): void {
    const data = JSON.stringify(commit);
    const { least, most } = this.world.faults.strikes('reorder', 4) ? LATE : USUAL;
    const delay = least + this.world.random.next() * (most - least);
    this.world.time.after(delay, () => {
      this.shard.append(data);
    });
  }
}
