import { groupBy } from '../../kernel/group-by';
import { versionAfter, type Commit } from '../log/commit';
import type { EventLog } from '../log/event-log';
import type { EventSchemas } from '../log/event-schemas';
import type { Logger } from '../logger';
import { parseStream } from '../log/stream';
import { pendingCommits } from './pending-commits';
import type { ProjectionRow, Projection } from './projection';
import { foldIntoUpdates, ProjectionUpdate } from './projection-update';
import type { ProjectionStore } from './projection-store';

/** Times that a projection starts again because another writer of the same stream was faster. */
const RESTARTS = 5;

/**
 * Applies commits to projections, each exactly once and in order, whatever the delivery does: what is old is skipped,
 * what is missing is read from the log, and every write is conditional on the version that it builds on.
 */
export class Projector {
  /** @param schemas lift what is delivered, which comes as it is stored; the log's events are lifted already */
  constructor(
    private readonly projections: readonly Projection[],
    private readonly store: ProjectionStore,
    private readonly log: EventLog,
    private readonly schemas: EventSchemas,
    private readonly logger: Logger,
  ) {}

  /** Applies a batch. @returns the commits not applied: each stream stops at its first failure, the others go on */
  async project(batch: readonly Commit[]): Promise<ReadonlySet<Commit>> {
    const streams = groupBy(batch, ({ stream }) => stream);
    const reached = await Promise.all(
      this.projections.map((projection) => this.projectAll(projection, streams)),
    );
    return new Set(
      batch.filter((commit) =>
        reached.some((versions) => versionAfter(commit) > (versions.get(commit.stream) ?? 0)),
      ),
    );
  }

  /** @returns by stream, the version that the projection has reached */
  private async projectAll(
    projection: Projection,
    streams: ReadonlyMap<string, readonly Commit[]>,
  ): Promise<ReadonlyMap<string, number>> {
    const ids = [...streams.keys()].map((stream) => parseStream(stream).id);
    const heads = await this.store.rows(projection.table, ids);
    const reached = [...streams].map(async ([stream, commits]) => {
      const { id } = parseStream(stream);
      const head = heads.get(id) ?? projection.initial(id);
      return [stream, await this.follow(projection, stream, commits, head)] as const;
    });
    return new Map(await Promise.all(reached));
  }

  private async follow(
    projection: Projection,
    stream: string,
    commits: readonly Commit[],
    head: ProjectionRow,
    restarts = 0,
  ): Promise<number> {
    let { version } = head;
    try {
      const delivered = pendingCommits(commits, version);
      const pending = delivered ? this.schemas.liftAll(delivered) : this.missing(projection, stream, version);
      for await (const step of foldIntoUpdates(ProjectionUpdate.from(projection, head), pending)) {
        if ((await this.store.write(step.toWrite())) === 'stale') {
          if (restarts === RESTARTS) throw new Error(`Another writer was faster ${RESTARTS} times in a row.`);
          const { id } = parseStream(stream);
          const newer = (await this.store.rows(projection.table, [id])).get(id) ?? projection.initial(id);
          return await this.follow(projection, stream, commits, newer, restarts + 1);
        }
        version = step.version;
      }
    } catch (error) {
      // Reported through the version reached: the caller leaves these commits in the queue.
      this.logger.error('projection stopped', { table: projection.table.name, stream, version, error });
    }
    return version;
  }

  private missing(projection: Projection, stream: string, version: number): AsyncIterable<Commit> {
    this.logger.info('reading missed commits', { table: projection.table.name, stream, version });
    return this.log.read(stream, { from: version + 1 });
  }
}
