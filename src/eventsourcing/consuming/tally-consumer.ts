import type { EventSource } from '../../kernel/event-source';
import { parseStream } from '../log/commit';
import { StaleCheckpointError, type Checkpoint, type Commits, type Consumer } from './consumer';
import { foldIntoSteps } from './fold-into-steps';
import { leftToNewerCode } from './left-to-newer-code';
import { countedBy, type Share, type Tally } from './tally';
import { MAX_COUNTERS, type StoredShare, type TallyStore } from './tally-store';
import { changesBetween, TallyUpdate, withChanges } from './tally-update';

export interface TallyCheckpoint extends Checkpoint {
  /** What the next commit is folded into. */
  readonly share: Share;
  /** What the next write replaces; absent when nothing is stored. */
  readonly stored?: StoredShare;
}

const NOTHING: Share = new Map();

/**
 * A tally as a consumer: the stored share of a stream is its checkpoint.
 *
 * A share that an older revision wrote, or that was cut off in the middle, is folded again from version 1 on. What the
 * sums include of it is stored with it, so they change by the difference.
 */
export class TallyConsumer implements Consumer<TallyCheckpoint> {
  readonly kind = 'tally';
  readonly handles: ReadonlySet<string>;

  constructor(
    private readonly tally: Tally,
    private readonly store: TallyStore,
  ) {
    this.handles = new Set(countedBy(tally));
  }

  get name(): string {
    return this.tally.name;
  }

  get follows(): readonly [EventSource] {
    return [this.tally.source];
  }

  async checkpoints(streams: readonly string[]): Promise<readonly TallyCheckpoint[]> {
    const ids = streams.map((stream) => parseStream(stream).id);
    const shares = await this.store.shares(this.tally.table, ids);
    return streams.map((stream) => this.checkpoint(stream, shares.get(parseStream(stream).id)));
  }

  async *take(from: TallyCheckpoint, commits: Commits): AsyncGenerator<TallyCheckpoint> {
    const { stream } = from;
    const source = (from.stored?.revision ?? 0) > this.revision ? this.left(from, commits) : commits;
    let { stored } = from;
    for await (const step of foldIntoSteps(TallyUpdate.from(this.tally, from.share, from.version), source)) {
      stored = await this.write(from, step, stored);
      yield this.checkpoint(stream, stored);
    }
  }

  /** In as many transactions as the counters need that change; whatever lies between two of them is no whole share. */
  private async write(
    from: TallyCheckpoint,
    { share, version }: TallyUpdate,
    before: StoredShare | undefined,
  ): Promise<StoredShare> {
    const { table } = this.tally;
    const { id } = parseStream(from.stream);
    let stored = before;
    for (;;) {
      const { counted = NOTHING, writes = 0 }: Partial<StoredShare> = stored ?? {};
      const all = [...changesBetween(counted, share)];
      const changes = new Map(all.slice(0, MAX_COUNTERS));
      const next: StoredShare = {
        version,
        revision: this.revision,
        counted: withChanges(counted, changes),
        isWhole: changes.size === all.length,
        writes: writes + 1,
      };
      if ((await this.store.write({ table, id, share: next, changes })) === 'stale') {
        throw new StaleCheckpointError(this.name, from);
      }
      if (next.isWhole) return next;
      stored = next;
    }
  }

  private left({ stream, stored }: TallyCheckpoint, commits: Commits): Commits {
    const found = `stored revision ${stored?.revision ?? 0}`;
    return leftToNewerCode(commits, { consumer: this.name, stream, revision: this.revision, found });
  }

  private get revision(): number {
    return this.tally.revision ?? 1;
  }

  private checkpoint(stream: string, stored: StoredShare | undefined): TallyCheckpoint {
    if (!stored) return { stream, version: 0, share: NOTHING };
    const { version, revision, counted, isWhole } = stored;
    // Of newer code, even half a share is its own.
    const isCurrent = revision > this.revision || (revision === this.revision && isWhole);
    return isCurrent
      ? { stream, version, share: counted, stored }
      : { stream, version: 0, share: NOTHING, stored };
  }
}
