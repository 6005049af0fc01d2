import { UnknownEventError } from '../../kernel/fold';
import {
  recordedEvents,
  versionAfter,
  parseStream,
  streamOf,
  type Commit,
  type RecordedEvent,
} from '../log/commit';
import type { Consistency } from '../page';
import { checkedRow, keyOf, type Table } from '../reading/table';
import { RecentlyUsed } from '../writing/remembered-state';
import { StaleCheckpointError, type Checkpoint, type Commits, type Consumer } from './consumer';
import { foldIntoSteps, type Step } from './fold-into-steps';
import { leftToNewerCode } from './left-to-newer-code';
import type { DetailOperation, DetailRows, Projection, ProjectionRow } from './projection';
import {
  MAX_DETAILS,
  type ProjectionStore,
  type RowState,
  type StoredRow,
  type DetailChange,
  type ProjectionWrite,
} from './projection-store';

export interface ProjectionCheckpoint extends Checkpoint {
  /** What the next commit is folded into. */
  readonly row: ProjectionRow;
  /** The stored row that the next write replaces; absent when there is none. */
  readonly stored?: RowState;
}

/** Of each projection: a few per cent of the memory that projectors are given in template.yaml. */
const REMEMBERED = { entries: 2_000, characters: 4_000_000 };

/**
 * A projection as a consumer: the row of a stream is its checkpoint.
 *
 * A row that an older revision wrote counts for nothing: it is folded again from version 1 on and replaced, under the
 * condition that it is still the row that was found. While two revisions run side by side, the older one leaves the
 * newer one's rows alone.
 */
export class ProjectionConsumer implements Consumer<ProjectionCheckpoint> {
  readonly kind = 'projection';
  private readonly written = new RecentlyUsed<ProjectionCheckpoint>(REMEMBERED);

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

  checkpoints(streams: readonly string[]): Promise<readonly ProjectionCheckpoint[]> {
    return this.read(streams, { consistent: true });
  }

  /** A new stream has no row, and this process has written most rows itself; the others are read at half the price. */
  async likelyCheckpoints(next: ReadonlyMap<string, number>): Promise<readonly ProjectionCheckpoint[]> {
    const known: ProjectionCheckpoint[] = [];
    const unknown: string[] = [];
    for (const [stream, version] of next) {
      const written = this.written.get(stream);
      if (written?.version === version - 1) known.push(written);
      else if (version === 1 && !written) known.push(this.checkpoint(stream, undefined));
      else unknown.push(stream);
    }
    return unknown.length === 0 ? known : [...known, ...(await this.read(unknown, { consistent: false }))];
  }

  async *take(from: ProjectionCheckpoint, commits: Commits): AsyncGenerator<ProjectionCheckpoint> {
    const { projection, store } = this;
    const { stream, row, stored } = from;
    const source = (stored?.revision ?? 0) > this.revision ? this.left(from, commits) : commits;
    for await (const step of foldIntoSteps(ProjectionUpdate.from(projection, row, stored), source)) {
      // Until it is known that this was written, nobody knows what is there.
      this.written.forget(stream);
      if ((await store.write(step.toWrite())) === 'stale') throw new StaleCheckpointError(this.name, from);
      const reached = this.checkpoint(stream, { row: step.row, revision: this.revision });
      this.written.put(stream, reached, JSON.stringify(step.row).length);
      yield reached;
    }
  }

  private get revision(): number {
    return this.projection.revision ?? 1;
  }

  private left({ stream, stored }: ProjectionCheckpoint, commits: Commits): Commits {
    const found = `a row of revision ${stored?.revision ?? 0}`;
    return leftToNewerCode(commits, { consumer: this.name, stream, revision: this.revision, found });
  }

  private async read(
    streams: readonly string[],
    consistency: Consistency,
  ): Promise<readonly ProjectionCheckpoint[]> {
    const ids = streams.map((stream) => parseStream(stream).id);
    const rows = await this.store.rows(this.projection.table, ids, consistency);
    return streams.map((stream) => this.checkpoint(stream, rows.get(parseStream(stream).id)));
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
}

/** Commits folded before they are written, so that a long stream makes progress that survives a time-out. */
const MAX_COMMITS = 1_000;

/** Consecutive commits of one stream as one write of a projection. */
export class ProjectionUpdate implements Step<ProjectionUpdate> {
  private constructor(
    private readonly projection: Projection,
    readonly row: ProjectionRow,
    private readonly basedOn: RowState | undefined,
    private readonly details: ReadonlyMap<string, DetailChange>,
    private readonly commits: number,
  ) {}

  /** @param basedOn the stored row that it will replace */
  static from(projection: Projection, row: ProjectionRow, basedOn?: RowState): ProjectionUpdate {
    return new ProjectionUpdate(projection, row, basedOn, new Map(), 0);
  }

  get isEmpty(): boolean {
    return this.commits === 0;
  }

  get fits(): boolean {
    return this.details.size <= MAX_DETAILS && this.commits <= MAX_COMMITS;
  }

  /** @throws UnknownEventError; TypeError for a row that is no JSON, which the store could not keep */
  with(commit: Commit): ProjectionUpdate {
    const details = new Map(this.details);
    const rows = keepLast(this.projection, details);
    let { row } = this;
    for (const event of recordedEvents(commit)) row = projectEvent(this.projection, row, event, rows);
    row = { ...row, version: versionAfter(commit) };
    checkedRow(this.projection.table, row, this.projection.name);
    return new ProjectionUpdate(this.projection, row, this.basedOn, details, this.commits + 1);
  }

  next(): ProjectionUpdate {
    const { version } = this.row;
    return ProjectionUpdate.from(this.projection, this.row, { version, revision: this.revision });
  }

  toWrite(): ProjectionWrite {
    const { projection, row, basedOn, details, revision } = this;
    return {
      table: projection.table,
      row,
      revision,
      ...(basedOn && { basedOn }),
      details: [...details.values()],
    };
  }

  private get revision(): number {
    return this.projection.revision ?? 1;
  }
}

/** Keeps the last change of each row, since a transaction may touch a row only once. @throws TypeError */
function keepLast(projection: Projection, changes: Map<string, DetailChange>): DetailRows {
  const keep = (table: Table, change: DetailChange): void => {
    changes.set(`${table.name} ${JSON.stringify(change.key)}`, change);
  };
  return {
    put: (table, row) => {
      checkDetail(projection, table, 'put');
      keep(table, { table, key: keyOf(table, row), row: checkedRow(table, row, projection.name) });
    },
    delete: (table, key) => {
      checkDetail(projection, table, 'delete');
      keep(table, { table, key: keyOf(table, key) });
    },
  };
}

/** The compiler would have told; without it AWS would only refuse what the projector is not allowed. */
function checkDetail({ name, details }: Projection, table: Table, operation: DetailOperation): void {
  const declared = details.some(
    (detail) => detail.table.name === table.name && detail.operations.includes(operation),
  );
  if (declared) return;
  throw new TypeError(
    `${name} has '${operation}' for rows of ${table.name}, which its \`details\` do not say: ` +
      `add detail(<the table>, '${operation}'), then run npm run template.`,
  );
}

type Handler = (row: ProjectionRow, event: RecordedEvent, details: DetailRows) => ProjectionRow;

/**
 * The row with one more event of its stream; its version is left to the caller, who knows the commit.
 *
 * @throws UnknownEventError
 */
export function projectEvent(
  projection: Projection,
  head: ProjectionRow,
  event: RecordedEvent,
  details: DetailRows,
): ProjectionRow {
  // Dispatched at run time, where the types of one projection's events mean nothing.
  const steps: Readonly<Record<string, unknown>> = projection.on;
  if (!Object.hasOwn(steps, event.type)) {
    const place = { stream: streamOf(projection.source.type, event.id), version: event.version };
    throw new UnknownEventError(event.type, place, `the projection into ${projection.table.name}`);
  }
  return (steps[event.type] as Handler)(head, event, details);
}
