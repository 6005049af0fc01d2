import type { DomainEvent } from '../../kernel/domain-event';
import type { RecordedEventOf } from '../log/commit';
import type { Table } from '../reading/table';

/** Every head row carries these: whose stream it follows and how far. */
export interface ProjectionRow {
  /** Id of the aggregate. */
  readonly id: string;
  /** Version of the last event that the row and its detail rows include. */
  readonly version: number;
}

/** The detail rows that an event adds or takes away, written in the same transaction as the head row. */
export interface DetailRows {
  put<R extends object>(table: Table<R>, row: R): void;
  delete<R extends object>(table: Table<R>, key: Partial<R>): void;
}

/** One step for every event type of the source; forgetting one does not compile. */
export type ProjectionHandlers<E extends DomainEvent, R extends ProjectionRow> = {
  readonly [T in E['type']]: (row: R, event: RecordedEventOf<E, T>, details: DetailRows) => R;
};

/**
 * Turns one aggregate type's events into rows.
 *
 * A projection follows each stream with one head row, whose `version` is the checkpoint, and may keep detail rows
 * beside it. Every row has exactly one stream that writes it, so no two streams ever race for a row; what belongs to
 * several aggregates is joined when it is read.
 */
export interface Projection<E extends DomainEvent = DomainEvent, R extends ProjectionRow = ProjectionRow> {
  /** Type of the aggregates that it follows: `iam/user`. */
  readonly source: string;
  /** Table of the head rows. */
  readonly table: Table<R>;
  /** Tables of the detail rows. */
  readonly details: readonly Table[];
  /** The head row before the first event. */
  initial(id: string): R;
  readonly on: ProjectionHandlers<E, R>;
}
