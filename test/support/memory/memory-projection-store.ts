import type { ProjectionRow } from '../../../src/eventsourcing/consuming/projection';
import {
  MAX_DETAILS,
  type ProjectionStore,
  type ProjectionWrite,
  type StoredRow,
} from '../../../src/eventsourcing/consuming/projection-store';
import { checkedRow, type Table } from '../../../src/eventsourcing/reading/table';
import { checkKeys, MemoryTables } from './memory-tables';

/** Writes projections into tables in memory, and counts how often. */
export class MemoryProjectionStore implements ProjectionStore {
  /** Writes that came through. */
  readonly writes: ProjectionWrite[] = [];

  constructor(readonly tables = new MemoryTables()) {}

  rows(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    return new Promise((resolve) => {
      checkKeys(ids);
      const stored = ids.map((id) => [id, this.stored(table, id)] as const);
      resolve(new Map(stored.flatMap(([id, row]) => (row ? [[id, row] as const] : []))));
    });
  }

  write(step: ProjectionWrite): Promise<'written' | 'stale'> {
    return new Promise((resolve) => {
      resolve(this.writeAtOnce(step));
    });
  }

  private writeAtOnce(step: ProjectionWrite): 'written' | 'stale' {
    const { table, row, revision, basedOn, details } = step;
    if (details.length > MAX_DETAILS) {
      throw new RangeError(`A transaction cannot hold ${details.length} detail rows.`);
    }
    // All of them before the first is written, as a transaction is refused as a whole.
    checkedRow(table, row);
    for (const { table, row } of details) if (row) checkedRow(table, row);
    const stored = this.stored(table, row.id);
    const isStill = stored?.row.version === basedOn?.version && stored?.revision === basedOn?.revision;
    if (!isStill) return 'stale';
    this.tables.put(table, revision === 1 ? row : { ...row, revision });
    for (const { table, key, row } of details) {
      if (row) this.tables.put(table, row);
      else this.tables.delete(table, key);
    }
    this.writes.push(step);
    return 'written';
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
