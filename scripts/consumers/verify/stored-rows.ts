import type { Key, Table } from '../../../src/eventsourcing/reading/table';

/** A row as it is stored, whatever it holds: what is damaged has no type. */
export type Row = Readonly<Record<string, unknown>>;

/** A detail row that is to go, and the row of its projection with which it was compared. */
export interface Surplus {
  readonly table: Table;
  readonly key: Key;
  readonly head: { readonly table: Table; readonly id: string; readonly seen: Row | undefined };
}

/**
 * The rows of read tables, for those who check and mend them. Every change is made on the condition that version and
 * revision of the projection's row are as they were seen; whoever moved it meanwhile makes it `stale`, and nothing is
 * changed.
 */
export interface StoredRows {
  /** Rows of up to 100 keys, in their order, strongly consistent. */
  getMany(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]>;

  /** All rows of a table, a page at a time, perhaps a moment behind. */
  pages(table: Table): AsyncIterable<readonly Row[]>;

  /** Makes a row one of revision 0: whatever rings it next has it folded again from version 1 on. */
  outdate(table: Table, seen: Row): Promise<'written' | 'stale'>;

  /** Deletes the row of a projection. */
  deleteHead(table: Table, seen: Row): Promise<'written' | 'stale'>;

  /** Deletes a detail row. */
  deleteDetail(surplus: Surplus): Promise<'written' | 'stale'>;
}
