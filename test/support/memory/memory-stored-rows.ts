import type { Row, StoredRows, Surplus } from '../../../scripts/consumers/verify/stored-rows';
import { keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';
import { MemoryTables } from './memory-tables';

/** Rows on a page. */
const PAGE = 2;

/** The rows of tables in memory, for those who check and mend them. */
export class MemoryStoredRows implements StoredRows {
  constructor(readonly tables = new MemoryTables()) {}

  async getMany(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]> {
    return await Promise.resolve(this.tables.getMany(table as Table<Row>, keys));
  }

  async *pages(table: Table): AsyncGenerator<readonly Row[]> {
    const rows = this.tables.rows(table as Table<Row>);
    for (let at = 0; at < rows.length; at += PAGE) yield await Promise.resolve(rows.slice(at, at + PAGE));
  }

  outdate(table: Table, seen: Row): Promise<'written' | 'stale'> {
    const stored = this.tables.get(table as Table<Row>, headKey(seen));
    if (!stored || !isStill(stored, seen)) return Promise.resolve('stale');
    const version = typeof seen.version === 'number' ? seen.version : 0;
    this.tables.put(table, { ...stored, version, revision: 0 });
    return Promise.resolve('written');
  }

  deleteHead(table: Table, seen: Row): Promise<'written' | 'stale'> {
    const stored = this.tables.get(table as Table<Row>, headKey(seen));
    if (!stored || !isStill(stored, seen)) return Promise.resolve('stale');
    this.tables.delete(table, headKey(seen));
    return Promise.resolve('written');
  }

  deleteDetail({ table, key, head }: Surplus): Promise<'written' | 'stale'> {
    const stored = this.tables.get(head.table as Table<Row>, { id: head.id });
    const isSame = stored && head.seen ? isStill(stored, head.seen) : stored === head.seen;
    if (!isSame) return Promise.resolve('stale');
    this.tables.delete(table, keyOf<object>(table, key));
    return Promise.resolve('written');
  }
}

function headKey({ id }: Row): Key {
  return { id: String(id) };
}

function isStill(stored: Row, seen: Row): boolean {
  return stored.version === seen.version && stored.revision === seen.revision;
}
