import type { Page, PageRequest } from '../../../src/eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../src/eventsourcing/reading/read-tables';
import { startKeyOf, type PageScope } from '../../../src/eventsourcing/reading/start-key';
import { indexOf, keyLimits, keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';
import { byColumns, MemoryTables } from './memory-tables';

interface Scope<R extends object> extends PageScope {
  readonly table: Table<R>;
}

/** Reads tables in memory. */
export class MemoryReadTables implements ReadTables {
  constructor(readonly tables = new MemoryTables()) {}

  async get<R extends object>(table: Table<R>, key: Key): Promise<R | undefined> {
    return await Promise.resolve(this.tables.get(table, key));
  }

  async getMany<R extends object>(table: Table<R>, keys: readonly Key[]): Promise<(R | undefined)[]> {
    return await Promise.resolve(this.tables.getMany(table, keys));
  }

  scan<R extends object>(table: Table<R>, page: PageRequest): Promise<Page<R>> {
    return pageOf({ table }, this.tables.rows(table), page);
  }

  query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>> {
    const [column = ''] = table.key;
    const rows = this.tables.rows(table).filter((row) => textAt(row, column) === partition);
    return pageOf({ table, partition }, rows, page);
  }

  async queryIndex<R extends object, IndexName extends string>(
    table: Table<R, string, IndexName>,
    index: NoInfer<IndexName>,
    partition: string,
    page: IndexPageRequest,
  ): Promise<Page<R>> {
    const declared = indexOf(table, index);
    const rows = this.tables
      .rows(table)
      .filter(
        (row) => textAt(row, declared.partition) === partition && textAt(row, declared.sort) !== undefined,
      )
      .sort(byColumns([...keyLimits(table, index).keys()]));
    const held = declared.holds === 'places' ? rows.map((row) => keyOf(table, row, index) as R) : rows;
    return await pageOf({ table, index, partition }, held, page);
  }
}

function textAt(row: object, column: string): string | undefined {
  return (row as Readonly<Record<string, string | undefined>>)[column];
}

/** @param rows in their order */
function pageOf<R extends object>(
  scope: Scope<R>,
  rows: readonly R[],
  { limit, after }: PageRequest,
): Promise<Page<R>> {
  return new Promise((resolve) => {
    const { table, index } = scope;
    const start = startKeyOf(scope, after);
    const order = byColumns([...keyLimits(table, index).keys()]);
    const left = start ? rows.filter((row) => order(row, start) > 0) : rows;
    const shown = left.slice(0, limit);
    const last = shown.at(-1);
    resolve(
      last && shown.length < left.length ? { rows: shown, next: keyOf(table, last, index) } : { rows: shown },
    );
  });
}
