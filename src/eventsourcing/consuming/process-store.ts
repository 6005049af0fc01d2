import type { Checkpoint } from './consumer';
import { table, type Table } from '../reading/table';
import type { ProcessRow } from './process';

/** How far a process has come in a stream: `version` is that of the last event whose commands were accepted. */
export interface ProcessCheckpoint extends Checkpoint {
  /** Version of the last event that its rows include; never less than `version`. */
  readonly rowsAt: number;
}

export interface RowChange {
  readonly instance: string;
  readonly item: string;
  /** Absent to delete the row. */
  readonly data?: object;
}

/** One atomic step of a process in one stream. */
export interface ProcessWrite {
  readonly process: string;
  /** The checkpoint that it builds on. */
  readonly basedOn: ProcessCheckpoint;
  /** The checkpoint that it leads to, of the same stream. */
  readonly checkpoint: ProcessCheckpoint;
  /** At most `MAX_ROWS`, each row once. */
  readonly rows: readonly RowChange[];
}

/** State and checkpoints of a context's processes; each process sees its own. Everything is strongly consistent. */
export interface ProcessStore {
  /** In the order of the streams; at most 100. Versions are 0 where nothing was stored. */
  checkpoints(process: string, streams: readonly string[]): Promise<readonly ProcessCheckpoint[]>;

  /** All of it, or nothing when the checkpoint is no longer the one that it builds on (`stale`). */
  write(step: ProcessWrite): Promise<'written' | 'stale'>;

  get(process: string, instance: string, item: string): Promise<object | undefined>;

  /** Removes a row beside any step, if it is there. */
  remove(process: string, instance: string, item: string): Promise<void>;

  /** Rows by item, in the order of their UTF-8 bytes, page by page as they are consumed. */
  list(process: string, instance: string, prefix: string): AsyncIterable<ProcessRow>;
}

/** The row that stands for an instance as a whole: names that begin like it are no process's own. */
export const INSTANCE = '@instance';

/** Rows in one step: with the checkpoint they fill one transaction of DynamoDB (100 actions). */
export const MAX_ROWS = 99;

interface ProcessItem {
  readonly instance: string;
  readonly item: string;
}

/** The table of a context's processes. @param name its logical id: `IamProcessesTable` */
export function processesTable(name: string): Table<ProcessItem> {
  return table<ProcessItem>()(name, { key: ['instance', 'item'] });
}
