import type { Consistency, Page, PageRequest } from '../page';
import type { Key, Table } from './table';

/** A page of an index, which is always a moment behind its table: there is no other way to read one. */
export interface IndexPageRequest extends PageRequest {
  readonly consistent?: never;
}

/**
 * The read side's tables, as queries see them. Pages throw DomainError `malformed-cursor` for an `after` that is no key
 * of the table (and of the index), or lies in another partition.
 */
export interface ReadTables {
  get<R extends object>(table: Table<R>, key: Key): Promise<R | undefined>;

  /** Rows of up to 100 keys, in the order of the keys; `undefined` where there is none. */
  getMany<R extends object>(
    table: Table<R>,
    keys: readonly Key[],
    consistency?: Consistency,
  ): Promise<(R | undefined)[]>;

  /** Rows of the whole table, in no order that means anything, but always the same one. */
  scan<R extends object>(table: Table<R>, page: PageRequest): Promise<Page<R>>;

  /** Rows of one partition, by sort key. */
  query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>>;

  /**
   * Rows of one partition of an index, by its sort attribute. Rows with the same one follow each other in no order that
   * means anything; rows that lack an attribute of the index are not in it. Of an index that holds places, rows have the
   * attributes of `keyOf(table, row, index)` alone.
   */
  queryIndex<R extends object, IndexName extends string>(
    table: Table<R, string, IndexName>,
    index: NoInfer<IndexName>,
    partition: string,
    page: IndexPageRequest,
  ): Promise<Page<R>>;
}
