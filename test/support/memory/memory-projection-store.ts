import type { ProjectionRow } from '../../../src/eventsourcing/consuming/projection';
import {
  MAX_DETAILS,
  type ProjectionStore,
  type ProjectionWrite,
  type StoredRow,
} from '../../../src/eventsourcing/consuming/projection-store';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { MemoryTables } from './memory-tables';

/** Writes projections into tables in memory, and counts how often. */
export class MemoryProjectionStore implements ProjectionStore {
  /** Writes that came through. */
  readonly writes: ProjectionWrite[] = [];

  constructor(readonly tables = new MemoryTables()) {}

  rows(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const stored = ids.map((id) => [id, this.stored(table, id)] as const);
    return Promise.resolve(new Map(stored.flatMap(([id, row]) => (row ? [[id, row] as const] : []))));
  }

  write(step: ProjectionWrite): Promise<'written' | 'stale'> {
    const { table, row, revision, basedOn, details } = step;
    if (details.length > MAX_DETAILS) {
      return Promise.reject(new RangeError(`A transaction cannot hold ${details.length} detail rows.`));
    }
    const stored = this.stored(table, row.id);
    const isStill = stored?.row.version === basedOn?.version && stored?.revision === basedOn?.revision;
    if (!isStill) return Promise.resolve('stale');
    this.tables.put(table, revision === 1 ? row : { ...row, revision });
    for (const { table, key, row } of details) {
      if (row) this.tables.put(table, row);
      else this.tables.delete(table, key);
    }
    this.writes.push(step);
    return Promise.resolve('written');
  }

  private stored(table: Table, id: string): StoredRow | undefined {
    const item = this.tables.get(table as Table<Omit<ProjectionRow, 'revision'> & { revision?: number }>, {
      id,
    });
    if (!item) return undefined;
    const { revision = 1, ...row } = item;
    return { row, revision };
  }
}
