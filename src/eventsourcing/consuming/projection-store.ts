import type { ProjectionRow } from './projection';
import type { Consistency } from '../page';
import type { Key, Table } from '../reading/table';

export type DetailChange =
  | { readonly table: Table; readonly key: Key; readonly row: object }
  | { readonly table: Table; readonly key: Key; readonly row?: undefined };

/** What tells one state of a stored row from any other. */
export interface RowState {
  readonly version: number;
  /** Of the projection that wrote it. */
  readonly revision: number;
}

/** A projection's row as it is stored. */
export interface StoredRow {
  readonly row: ProjectionRow;
  readonly revision: number;
}

/** One atomic step of a projection. */
export interface ProjectionWrite extends StoredRow {
  readonly table: Table;
  /** The stored row that this step replaces; absent when there must be none. */
  readonly basedOn?: RowState;
  readonly details: readonly DetailChange[];
}

/** What projections are written through. Beside each row it keeps the revision of the projection that wrote it. */
export interface ProjectionStore {
  /** Rows by id. At most 100 ids. */
  rows(
    table: Table,
    ids: readonly string[],
    consistency: Consistency,
  ): Promise<ReadonlyMap<string, StoredRow>>;

  /** All of it, or nothing when the stored row is no longer the one that it builds on (`stale`). */
  write(step: ProjectionWrite): Promise<'written' | 'stale'>;
}

/** Detail rows in one step: with the row they fill one transaction of DynamoDB (100 actions). */
export const MAX_DETAILS = 99;
