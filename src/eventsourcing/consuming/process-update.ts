import { recordedEvents, versionAfter, type Commit, type RecordedEvent } from '../log/commit';
import { checkedRow } from '../reading/table';
import type { Step } from './fold-into-steps';
import { instanceOf, type Process, type ProcessRows } from './process';
import {
  INSTANCE,
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
    /** Instances that something was put into, also before an interruption. */
    readonly entered: ReadonlySet<string>,
  ) {}

  static from(process: Process, basedOn: ProcessCheckpoint): ProcessUpdate {
    return new ProcessUpdate(process, basedOn, new Map(), [], new Set());
  }

  get isEmpty(): boolean {
    return this.commits.length === 0;
  }

  get fits(): boolean {
    return this.rows.size <= MAX_ROWS && this.commits.length <= MAX_COMMITS;
  }

  /** Commits from before an interruption, whose rows are stored already, are only kept to be reacted to. */
  with(commit: Commit): ProcessUpdate {
    const { process, basedOn } = this;
    const changed = new Map<string, RowChange>();
    for (const event of recordedEvents(commit)) {
      const begun = instanceOf(process.instances?.begin, event);
      if (begun !== undefined) {
        keep(changed, checked(process.name, begun, INSTANCE, { since: event.committedAt }));
      }
      this.handlerOf(event)?.(event, keepLast(changed, process.name));
    }
    const entered = [...changed.values()].flatMap(({ instance, data }) => (data ? [instance] : []));
    const isStored = versionAfter(commit) <= basedOn.rowsAt;
    const rows = new Map([...this.rows, ...(isStored ? [] : changed)]);
    return new ProcessUpdate(
      process,
      basedOn,
      rows,
      [...this.commits, commit],
      new Set([...this.entered, ...entered]),
    );
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

  /** Whether anything is left to do once the rows are stored. */
  get reacts(): boolean {
    const { react, instances } = this.process;
    if (instances && this.entered.size > 0) return true;
    const followed = { ...react, ...instances?.end };
    return this.commits.some(({ events }) => events.some(({ type }) => Object.hasOwn(followed, type)));
  }

  private handlerOf({ type }: RecordedEvent): Handler | undefined {
    const handlers: Readonly<Record<string, unknown>> = this.process.on;
    return Object.hasOwn(handlers, type) ? (handlers[type] as Handler) : undefined;
  }
}

/** Keeps the last change of each row, since a transaction may touch a row only once. */
function keepLast(rows: Map<string, RowChange>, process: string): ProcessRows {
  return {
    put: (instance, item, data = {}) => {
      keep(rows, checked(process, instance, ownItem(item), data));
    },
    delete: (instance, item) => {
      keep(rows, { instance, item: ownItem(item) });
    },
  };
}

function keep(rows: Map<string, RowChange>, change: RowChange): void {
  rows.set(JSON.stringify([change.instance, change.item]), change);
}

function checked(process: string, instance: string, item: string, data: object): RowChange {
  return checkedRow(processesTable(process), { instance, item, data });
}

/** @throws TypeError for an item that could be taken for one of the consumer's */
function ownItem(item: string): string {
  if (!item.startsWith('@')) return item;
  throw new TypeError(`${item} is no item for a process: only the consumer's own begin with @.`);
}
