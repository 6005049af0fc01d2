import { projectEvent } from '../../../src/eventsourcing/consuming/projection-consumer';
import type { DetailRows, Projection, ProjectionRow } from '../../../src/eventsourcing/consuming/projection';
import {
  recordedEvents,
  parseStream,
  versionAfter,
  type Commit,
} from '../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../src/eventsourcing/log/event-log';
import { keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';
import type { Row } from './stored-rows';

/** A detail row, and where it has its place. */
export interface Detail {
  readonly table: Table;
  readonly key: Key;
  readonly row: Row;
}

/** All rows that a projection has of one stream. */
export interface Folded {
  readonly head: Row;
  /** By `placeOf`. */
  readonly details: ReadonlyMap<string, Detail>;
}

export interface StreamFold {
  /** Absent when no commit ends with the version that was asked for. */
  readonly rows?: Folded;
  /** Version of the stream; 0 when there is none. */
  readonly last: number;
}

/** Names a detail row among those of all tables. */
export function placeOf(table: Table, key: Key): string {
  return `${table.name} ${JSON.stringify(table.key.map((column) => key[column]))}`;
}

/**
 * What the log says that the rows of a stream are at a version; at version 0 what they are before the first event.
 *
 * @throws UnknownEventError, UnknownRevisionError for what lies before the version
 */
export async function foldAt(
  projection: Projection,
  log: EventLog,
  stream: string,
  version: number,
): Promise<StreamFold> {
  const details = new Map<string, Detail>();
  const kept = keptIn(details);
  let head: ProjectionRow = projection.initial(parseStream(stream).id);
  let rows: Folded | undefined = version === 0 ? { head: asStored(head), details } : undefined;
  let last = 0;
  for await (const commit of log.read(stream)) {
    last = versionAfter(commit);
    if (last > version) continue;
    head = withCommit(projection, head, commit, kept);
    if (last === version) rows = { head: asStored(head), details };
  }
  return { last, ...(rows && { rows }) };
}

function withCommit(
  projection: Projection,
  row: ProjectionRow,
  commit: Commit,
  kept: DetailRows,
): ProjectionRow {
  const folded = recordedEvents(commit).reduce(
    (head, event) => projectEvent(projection, head, event, kept),
    row,
  );
  return { ...folded, version: versionAfter(commit) };
}

function keptIn(details: Map<string, Detail>): DetailRows {
  return {
    put: (table: Table, row: object) => {
      const key = keyOf(table, row);
      details.set(placeOf(table, key), { table, key, row: asStored(row) });
    },
    delete: (table: Table, key: object) => {
      details.delete(placeOf(table, keyOf(table, key)));
    },
  };
}

/** As it comes back from a store: the sign of zero is lost. */
function asStored(row: object): Row {
  return JSON.parse(JSON.stringify(row)) as Row;
}
