import type { ProjectionRow } from '../../../src/eventsourcing/consuming/projection';
import {
  MAX_DETAILS,
  type ProjectionStore,
  type ProjectionWrite,
} from '../../../src/eventsourcing/consuming/projection-store';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { MemoryTables } from './memory-tables';

/** Writes projections into tables in memory, and counts how often. */
export class MemoryProjectionStore implements ProjectionStore {
  /** Writes that came through. */
  readonly writes: ProjectionWrite[] = [];

  constructor(readonly tables = new MemoryTables()) {}

  rows(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, ProjectionRow>> {
    const rows = ids.flatMap((id) => this.tables.get(table as Table<ProjectionRow>, { id }) ?? []);
    return Promise.resolve(new Map(rows.map((row) => [row.id, row])));
  }

  write(step: ProjectionWrite): Promise<'written' | 'stale'> {
    const { table, row, basedOn, details } = step;
    if (details.length > MAX_DETAILS) {
      return Promise.reject(new RangeError(`A transaction cannot hold ${details.length} detail rows.`));
    }
    const stored = this.tables.get(table as Table<ProjectionRow>, { id: row.id });
    if ((stored?.version ?? 0) !== basedOn) return Promise.resolve('stale');
    this.tables.put(table, row);
    for (const { table, key, row } of details) {
      if (row) this.tables.put(table, row);
      else this.tables.delete(table, key);
    }
    this.writes.push(step);
    return Promise.resolve('written');
  }
}
