import { parseStream } from '../log/stream';
import { StaleCheckpointError, type Checkpoint, type Commits, type Consumer } from './consumer';
import { foldIntoSteps } from './fold-into-steps';
import type { Projection, ProjectionRow } from './projection';
import type { ProjectionStore, RowState, StoredRow } from './projection-store';
import { ProjectionUpdate } from './projection-update';

export interface ProjectionCheckpoint extends Checkpoint {
  /** What the next commit is folded into. */
  readonly row: ProjectionRow;
  /** The stored row that the next write replaces; absent when there is none. */
  readonly stored?: RowState;
}

/**
 * A projection as a consumer: the row of a stream is its checkpoint.
 *
 * A row that an older revision wrote counts for nothing: it is folded again from version 1 on and replaced, under the
 * condition that it is still the row that was found. While two revisions run side by side, the older one leaves the
 * newer one's rows alone.
 */
export class ProjectionConsumer implements Consumer<ProjectionCheckpoint> {
  readonly kind = 'projection';

  constructor(
    private readonly projection: Projection,
    private readonly store: ProjectionStore,
  ) {}

  get name(): string {
    return this.projection.name;
  }

  get follows(): readonly [Projection['source']] {
    return [this.projection.source];
  }

  async checkpoints(streams: readonly string[]): Promise<readonly ProjectionCheckpoint[]> {
    const ids = streams.map((stream) => parseStream(stream).id);
    const rows = await this.store.rows(this.projection.table, ids);
    return streams.map((stream) => this.checkpoint(stream, rows.get(parseStream(stream).id)));
  }

  async *take(from: ProjectionCheckpoint, commits: Commits): AsyncGenerator<ProjectionCheckpoint> {
    const { projection, store } = this;
    const { stream, row, stored } = from;
    const source = (stored?.revision ?? 0) > this.revision ? this.refused(from, commits) : commits;
    for await (const step of foldIntoSteps(ProjectionUpdate.from(projection, row, stored), source)) {
      if ((await store.write(step.toWrite())) === 'stale') throw new StaleCheckpointError(this.name, from);
      yield this.checkpoint(stream, { row: step.row, revision: this.revision });
    }
  }

  private get revision(): number {
    return this.projection.revision ?? 1;
  }

  private checkpoint(stream: string, stored: StoredRow | undefined): ProjectionCheckpoint {
    const { id } = parseStream(stream);
    if (!stored) return { stream, version: 0, row: this.projection.initial(id) };
    const { row, revision } = stored;
    const state = { version: row.version, revision };
    if (revision < this.revision)
      return { stream, version: 0, row: this.projection.initial(id), stored: state };
    return { stream, version: row.version, row, stored: state };
  }

  /** Only the code that wrote a row, or newer one, goes on with it; this code has to wait until it is replaced. */
  private async *refused({ stream, stored }: ProjectionCheckpoint, commits: Commits): AsyncGenerator<never> {
    for await (const { version } of commits) {
      throw new Error(
        `${this.name} has a row of revision ${stored?.revision ?? 0} for ${stream}, and this code is of revision ` +
          `${this.revision}: version ${version} waits for the newer code. To go back to this code for good, raise its ` +
          'revision above the newer one.',
      );
    }
  }
}
