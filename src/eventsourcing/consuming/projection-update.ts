import { recordedEvents, versionAfter, type Commit } from '../log/commit';
import { keyOf, type Table } from '../reading/table';
import type { DetailRows, ProjectionRow, Projection } from './projection';
import { MAX_DETAILS, type DetailChange, type ProjectionWrite } from './projection-store';
import { projectEvent } from './project-event';

/** Commits folded before they are written, so that a long stream makes progress that survives a time-out. */
const MAX_COMMITS = 1_000;

/** Consecutive commits folded into one write. Immutable: a commit that fails leaves the step before it usable. */
export class ProjectionUpdate {
  private constructor(
    private readonly projection: Projection,
    private readonly head: ProjectionRow,
    private readonly basedOn: number,
    private readonly details: ReadonlyMap<string, DetailChange>,
    private readonly commits: number,
  ) {}

  static from(projection: Projection, head: ProjectionRow): ProjectionUpdate {
    return new ProjectionUpdate(projection, head, head.version, new Map(), 0);
  }

  get version(): number {
    return this.head.version;
  }

  get isEmpty(): boolean {
    return this.commits === 0;
  }

  /** Whether one transaction can hold it. */
  get fits(): boolean {
    return this.details.size <= MAX_DETAILS && this.commits <= MAX_COMMITS;
  }

  /** @throws UnknownEventError */
  with(commit: Commit): ProjectionUpdate {
    const details = new Map(this.details);
    const rows = keepLast(details);
    let head = this.head;
    for (const event of recordedEvents(commit)) head = projectEvent(this.projection, head, event, rows);
    head = { ...head, version: versionAfter(commit) };
    return new ProjectionUpdate(this.projection, head, this.basedOn, details, this.commits + 1);
  }

  /** The step that follows once this one is written. */
  next(): ProjectionUpdate {
    return ProjectionUpdate.from(this.projection, this.head);
  }

  toWrite(): ProjectionWrite {
    const { projection, head, basedOn, details } = this;
    return { table: projection.table, row: head, basedOn, details: [...details.values()] };
  }
}

/**
 * Folds commits into as few writes as transactions allow. When a commit cannot be folded, what comes before it is
 * still yielded, then the error is thrown.
 */
export async function* foldIntoUpdates(
  start: ProjectionUpdate,
  commits: AsyncIterable<Commit> | Iterable<Commit>,
): AsyncGenerator<ProjectionUpdate> {
  let step = start;
  try {
    for await (const commit of commits) {
      let extended = step.with(commit);
      if (!extended.fits && !step.isEmpty) {
        yield step;
        step = step.next();
        extended = step.with(commit);
      }
      if (!extended.fits) {
        throw new RangeError(
          `Version ${commit.version} changes more than ${MAX_DETAILS} rows; split the command.`,
        );
      }
      step = extended;
    }
  } catch (error) {
    if (!step.isEmpty) yield step;
    throw error;
  }
  if (!step.isEmpty) yield step;
}

/** Keeps the last change of each row, since a transaction may touch a row only once. */
function keepLast(details: Map<string, DetailChange>): DetailRows {
  const keep = (table: Table, change: DetailChange): void => {
    details.set(`${table.name} ${JSON.stringify(change.key)}`, change);
  };
  return {
    put: (table, row) => {
      keep(table, { table, key: keyOf(table, row), row });
    },
    delete: (table, key) => {
      keep(table, { table, key: keyOf(table, key) });
    },
  };
}
