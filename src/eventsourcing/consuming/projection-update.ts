import { recordedEvents, versionAfter, type Commit } from '../log/commit';
import { checkedRow } from '../reading/checked-row';
import { keyOf, type Table } from '../reading/table';
import type { Step } from './fold-into-steps';
import type { DetailRows, ProjectionRow, Projection } from './projection';
import { MAX_DETAILS, type DetailChange, type ProjectionWrite, type RowState } from './projection-store';
import { projectEvent } from './project-event';

/** Commits folded before they are written, so that a long stream makes progress that survives a time-out. */
const MAX_COMMITS = 1_000;

/** Consecutive commits of one stream as one write of a projection. */
export class ProjectionUpdate implements Step<ProjectionUpdate> {
  private constructor(
    private readonly projection: Projection,
    private readonly head: ProjectionRow,
    private readonly basedOn: RowState | undefined,
    private readonly details: ReadonlyMap<string, DetailChange>,
    private readonly commits: number,
  ) {}

  /** @param basedOn the stored row that it will replace */
  static from(projection: Projection, head: ProjectionRow, basedOn?: RowState): ProjectionUpdate {
    return new ProjectionUpdate(projection, head, basedOn, new Map(), 0);
  }

  get row(): ProjectionRow {
    return this.head;
  }

  get isEmpty(): boolean {
    return this.commits === 0;
  }

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

  next(): ProjectionUpdate {
    const { version } = this.head;
    return ProjectionUpdate.from(this.projection, this.head, { version, revision: this.revision });
  }

  toWrite(): ProjectionWrite {
    const { projection, head, basedOn, details, revision } = this;
    return {
      table: projection.table,
      row: head,
      revision,
      ...(basedOn && { basedOn }),
      details: [...details.values()],
    };
  }

  private get revision(): number {
    return this.projection.revision ?? 1;
  }
}

/** Keeps the last change of each row, since a transaction may touch a row only once. */
function keepLast(details: Map<string, DetailChange>): DetailRows {
  const keep = (table: Table, change: DetailChange): void => {
    details.set(`${table.name} ${JSON.stringify(change.key)}`, change);
  };
  return {
    put: (table, row) => {
      keep(table, { table, key: keyOf(table, row), row: checkedRow(table, row) });
    },
    delete: (table, key) => {
      keep(table, { table, key: keyOf(table, key) });
    },
  };
}
