import type { Page, PageRequest } from '../../../src/eventsourcing/page';
import type { ReadTables } from '../../../src/eventsourcing/reading/read-tables';
import { keyOf, type Key, type Table } from '../../../src/eventsourcing/reading/table';
import { DomainError } from '../../../src/kernel/domain-error';
import { compareKeys, MemoryTables } from './memory-tables';

/** Reads tables in memory. */
export class MemoryReadTables implements ReadTables {
  constructor(readonly tables = new MemoryTables()) {}

  get<R extends object>(table: Table<R>, key: Key): Promise<R | undefined> {
    return Promise.resolve(this.tables.get(table, key));
  }

  getMany<R extends object>(table: Table<R>, keys: readonly Key[]): Promise<(R | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.tables.get(table, key)));
  }

  async scan<R extends object>(table: Table<R>, page: PageRequest): Promise<Page<R>> {
    return await pageOf(table, this.tables.rows(table), page);
  }

  async query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>> {
    const [attribute = ''] = table.key;
    const rows = this.tables.rows(table).filter((row) => keyOf(table, row)[attribute] === partition);
    if (page.after && page.after[attribute] !== partition) throw malformedCursor();
    return await pageOf(table, rows, page);
  }
}

function pageOf<R extends object>(
  table: Table<R>,
  rows: readonly R[],
  { limit, after }: PageRequest,
): Promise<Page<R>> {
  const start = after && startKey(table, after);
  const left = start ? rows.filter((row) => compareKeys(table, keyOf(table, row), start) > 0) : rows;
  const shown = left.slice(0, limit);
  const last = shown.at(-1);
  return Promise.resolve(
    last && shown.length < left.length ? { rows: shown, next: keyOf(table, last) } : { rows: shown },
  );
}

function startKey({ key }: Table, after: Readonly<Record<string, unknown>>): Key {
  const start = key.map((attribute, index): [string, string] => {
    const value = after[attribute];
    const longest = index === 0 ? 2048 : 1024;
    if (typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= longest)
      return [attribute, value];
    throw malformedCursor();
  });
  return Object.fromEntries(start);
}

function malformedCursor(): DomainError {
  return new DomainError('malformed', 'malformed-cursor', 'The cursor is not of this list.');
}
