import type { DomainEvent } from '../../kernel/domain-event';
import type { EventSource } from '../../kernel/event-source';
import type { RecordedEventOf } from '../log/commit';
import type { RowOf, Table } from '../reading/table';

/** The one row that a projection keeps for each stream: whose stream it follows and how far. */
export interface ProjectionRow {
  /** Id of the aggregate. */
  readonly id: string;
  /** Version of the last event that the row and its detail rows include: the checkpoint. */
  readonly version: number;
  /** The store's: it keeps there the revision of the projection that wrote the row. */
  readonly revision?: never;
}

export type DetailOperation = 'put' | 'delete';

/** A table of detail rows, and exactly what is done with them: the projector is allowed that and no more. */
export interface DetailTable<T extends Table = Table, Operation extends DetailOperation = DetailOperation> {
  readonly table: T;
  readonly operations: readonly Operation[];
}

/** Says that a projection keeps detail rows in a table. */
export function detail<T extends Table, const Operation extends DetailOperation>(
  table: T,
  ...operations: readonly [Operation, ...Operation[]]
): DetailTable<T, Operation> {
  return { table, operations };
}

type TableWith<D extends DetailTable, Operation extends DetailOperation> =
  D extends DetailTable<infer T, infer Declared> ? (Operation extends Declared ? T : never) : never;

/** The detail rows that an event adds or takes away, written in the same transaction as the projection's row. */
export interface DetailRows<D extends DetailTable = DetailTable> {
  put<T extends TableWith<D, 'put'>>(table: T, row: RowOf<T>): void;
  delete<T extends TableWith<D, 'delete'>>(table: T, key: Partial<RowOf<T>>): void;
}

/** One handler for every event type of the source; forgetting one does not compile. */
export type ProjectionHandlers<
  E extends DomainEvent,
  R extends ProjectionRow,
  Details extends readonly DetailTable[] = readonly never[],
> = {
  readonly [T in E['type']]: (
    row: R,
    event: RecordedEventOf<E, T>,
    details: DetailRows<Details[number]>,
  ) => R;
};

/**
 * Turns one aggregate type's events into rows.
 *
 * A projection follows each stream with one row, whose `version` is the checkpoint, and may keep detail rows
 * beside it. Every row has exactly one stream that writes it, so no two streams ever race for a row; what belongs to
 * several aggregates is joined when it is read.
 */
export interface Projection<
  E extends DomainEvent = DomainEvent,
  R extends ProjectionRow = ProjectionRow,
  Details extends readonly DetailTable[] = readonly DetailTable[],
> {
  /** Its name as a consumer: `iam/users`. What is stored and rung under it lasts, so it never changes. */
  readonly name: string;
  /** Raise it when the rows have to be made anew: those of another revision are folded from the log again. 1 when absent. */
  readonly revision?: number;
  /** The events that it follows. */
  readonly source: EventSource<E>;
  /** Holds one row for each stream. */
  readonly table: Table<R>;
  /** Tables of the detail rows. */
  readonly details: Details;
  /** The row before the first event. */
  initial(id: string): R;
  readonly on: ProjectionHandlers<E, R, Details>;
}
