import type { ProjectionRow } from './projection';
import type { Key, Table } from '../reading/table';

export type DetailChange =
  | { readonly table: Table; readonly key: Key; readonly row: object }
  | { readonly table: Table; readonly key: Key; readonly row?: undefined };

/** One atomic step of a projection. */
export interface ProjectionWrite {
  readonly table: Table;
  readonly row: ProjectionRow;
  /** Version of the stored head row that this step builds on; 0 when there must be none. */
  readonly basedOn: number;
  readonly details: readonly DetailChange[];
}

/** What projections are written through. */
export interface ProjectionStore {
  /** Head rows by id, strongly consistent. At most 100 ids. */
  rows(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, ProjectionRow>>;

  /** All of it, or nothing when the head row is no longer the one that it builds on (`stale`). */
  write(step: ProjectionWrite): Promise<'written' | 'stale'>;
}

/** Detail rows in one step: with the head row they fill one transaction of DynamoDB (100 actions). */
export const MAX_DETAILS = 99;
