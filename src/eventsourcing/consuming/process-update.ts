import { recordedEvents, versionAfter, type Commit, type RecordedEvent } from '../log/commit';
import { checkedRow } from '../reading/table';
import type { Step } from './fold-into-steps';
import type { Process, ProcessRows } from './process';
import {
  MAX_ROWS,
  processesTable,
  type ProcessCheckpoint,
  type ProcessWrite,
  type RowChange,
} from './process-store';

/** Commits whose rows are stored before they are reacted to. */
const MAX_COMMITS = 200;

type Handler = (event: RecordedEvent, rows: ProcessRows) => void;

/** Consecutive commits of one stream as one write of a process, and what is left to react to. */
export class ProcessUpdate implements Step<ProcessUpdate> {
  private constructor(
    private readonly process: Process,
    private readonly basedOn: ProcessCheckpoint,
    private readonly rows: ReadonlyMap<string, RowChange>,
    readonly commits: readonly Commit[],
  ) {}

  static from(process: Process, basedOn: ProcessCheckpoint): ProcessUpdate {
    return new ProcessUpdate(process, basedOn, new Map(), []);
  }

  get isEmpty(): boolean {
    return this.commits.length === 0;
  }

  get fits(): boolean {
    return this.rows.size <= MAX_ROWS && this.commits.length <= MAX_COMMITS;
  }

  /** Commits from before an interruption, whose rows are stored already, are only kept to be reacted to. */
  with(commit: Commit): ProcessUpdate {
    const rows = new Map(this.rows);
    if (versionAfter(commit) > this.basedOn.rowsAt) {
      for (const event of recordedEvents(commit))
        this.handlerOf(event)?.(event, keepLast(rows, this.process.name));
    }
    return new ProcessUpdate(this.process, this.basedOn, rows, [...this.commits, commit]);
  }

  next(): ProcessUpdate {
    return ProcessUpdate.from(this.process, this.done);
  }

  /** The checkpoint once the rows are stored and everything is reacted to. */
  get done(): ProcessCheckpoint {
    const last = this.commits.at(-1);
    const version = last ? versionAfter(last) : this.basedOn.version;
    return { stream: this.basedOn.stream, version, rowsAt: Math.max(this.basedOn.rowsAt, version) };
  }

  /** Stores the rows; where there is nothing to react to, that is all. */
  toWrite(): ProcessWrite {
    const { process, basedOn, done, rows } = this;
    const checkpoint = this.reacts ? { ...done, version: basedOn.version } : done;
    return { process: process.name, basedOn, checkpoint, rows: [...rows.values()] };
  }

  get reacts(): boolean {
    return this.commits.some(({ events }) =>
      events.some(({ type }) => Object.hasOwn(this.process.react, type)),
    );
  }

  private handlerOf({ type }: RecordedEvent): Handler | undefined {
    const handlers: Readonly<Record<string, unknown>> = this.process.on;
    return Object.hasOwn(handlers, type) ? (handlers[type] as Handler) : undefined;
  }
}

/** Keeps the last change of each row, since a transaction may touch a row only once. */
function keepLast(rows: Map<string, RowChange>, process: string): ProcessRows {
  const table = processesTable(process);
  const keep = (change: RowChange): void => {
    rows.set(JSON.stringify([change.instance, change.item]), change);
  };
  return {
    put: (instance, item, data = {}) => {
      keep(checkedRow(table, { instance, item, data }));
    },
    delete: (instance, item) => {
      keep({ instance, item });
    },
  };
}
