import type { Consistency, Page, PageRequest } from '../page';
import type { Key, Table } from './table';

/**
 * The read side's tables, as queries see them. Pages throw DomainError `malformed-cursor` for an `after` that is no key of the table or lies in
 * another partition.
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
}
