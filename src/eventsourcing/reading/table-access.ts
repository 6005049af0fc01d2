import type { Table } from './table';

/** What a query does with a table: each is one call of `ReadTables`, `query:<index>` a query of that index. */
export type ReadOperation<IndexName extends string = string> =
  'get' | 'getMany' | 'query' | 'scan' | `query:${IndexName}`;

/** A table that queries read, and exactly how: they are allowed that and no more. */
export interface TableAccess {
  readonly table: Table;
  readonly operations: readonly ReadOperation[];
}

/**
 * Says in a manifest how its queries read a table.
 *
 * @example reads(rolesTable, 'get', 'query:byName')
 */
export function reads<IndexName extends string>(
  table: Table<object, string, IndexName>,
  ...operations: readonly [ReadOperation<IndexName>, ...ReadOperation<IndexName>[]]
): TableAccess {
  return { table, operations };
}
