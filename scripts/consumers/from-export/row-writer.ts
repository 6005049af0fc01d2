import { isTransient } from '../../../src/aws/aws-calls';
import type { Commits, Consumer } from '../../../src/eventsourcing/consuming/consumer';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import {
  ProjectionConsumer,
  type ProjectionCheckpoint,
} from '../../../src/eventsourcing/consuming/projection-consumer';
import type { ProjectionStore } from '../../../src/eventsourcing/consuming/projection-store';
import { StreamFollower } from '../../../src/eventsourcing/consuming/stream-follower';
import { versionAfter, type Commit } from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import type { EventSchemas } from '../../../src/eventsourcing/log/event-schemas';
import type { Logger } from '../../../src/eventsourcing/logger';
import { contiguous, type StreamCommits } from '../../archive/partitions';

/** What became of the rows of a stream: all but the first two have to be rung, so that the log tells the rest. */
export type Outcome =
  | { readonly kind: 'written' }
  /** The row holds all that the export does. */
  | { readonly kind: 'up-to-date' }
  /** The row, of an older revision, holds more than the export does: it must not go back. */
  | { readonly kind: 'ahead' }
  /** The export lacks a commit in between; the row holds what is before. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'failed'; readonly error: Error };

/**
 * Makes the rows of a projection from commits that lie in an export, by the projection's own consumer: each row builds on
 * the one that was found and is written on the condition that it is still there, so a projector may do the same at the
 * same time. Of the log it reads nothing.
 */
export class RowWriter {
  private readonly consumer: ProjectionConsumer;

  constructor(
    projection: Projection,
    store: ProjectionStore,
    private readonly schemas: EventSchemas,
  ) {
    this.consumer = new ProjectionConsumer(projection, store);
  }

  /** Where the rows of some streams stand, in their order. At most 100. */
  checkpoints(streams: readonly string[]): Promise<readonly ProjectionCheckpoint[]> {
    return this.consumer.checkpoints(streams);
  }

  /** Whether there is nothing to do, which costs nothing to see. */
  isUpToDate(start: ProjectionCheckpoint, { commits }: StreamCommits): boolean {
    return start.version >= lastOf(commits);
  }

  async write(start: ProjectionCheckpoint, exported: StreamCommits): Promise<Outcome> {
    if (this.isUpToDate(start, exported)) return { kind: 'up-to-date' };
    const commits = contiguous(exported);
    const consumer = new NeverBackwards(this.consumer, lastOf(commits));
    const follower = new StreamFollower(consumer, noLog, this.schemas, silent, isTransient);
    const { failure: error } = await follower.follow(start, commits, Infinity);
    if (error instanceof RowAheadError) return { kind: 'ahead' };
    if (error) return { kind: 'failed', error };
    return { kind: commits.length < exported.commits.length ? 'gap' : 'written' };
  }
}

class RowAheadError extends Error {
  override readonly name = 'RowAheadError';
}

/** A projection that replaces no row by one of an earlier version, though it would be of a newer revision. */
class NeverBackwards implements Consumer<ProjectionCheckpoint> {
  readonly kind = 'projection';

  constructor(
    private readonly projection: ProjectionConsumer,
    private readonly last: number,
  ) {}

  get name(): string {
    return this.projection.name;
  }

  get follows(): ProjectionConsumer['follows'] {
    return this.projection.follows;
  }

  checkpoints(streams: readonly string[]): Promise<readonly ProjectionCheckpoint[]> {
    return this.projection.checkpoints(streams);
  }

  async *take(from: ProjectionCheckpoint, commits: Commits): AsyncGenerator<ProjectionCheckpoint> {
    const { stream, version, stored } = from;
    if (stored && stored.version > version && stored.version > this.last) {
      throw new RowAheadError(`${stream} is at version ${stored.version}, the export at ${this.last}.`);
    }
    yield* this.projection.take(from, commits);
  }
}

function lastOf(commits: readonly Commit[]): number {
  const last = commits.at(-1);
  return last ? versionAfter(last) : 0;
}

/** Without gaps, nobody asks the log. */
const noLog: EventLog = {
  read: (stream) => {
    throw new Error(`The commits of ${stream} have a gap that was not there before.`);
  },
};

const silent: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** What there is to say is said of the stream as a whole. */
function ignore(): void {
  // Nobody listens.
}
