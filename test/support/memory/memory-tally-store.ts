import {
  MAX_COUNTERS,
  type StoredShare,
  type TallyStore,
  type TallyWrite,
} from '../../../src/eventsourcing/consuming/tally-store';
import type { Share } from '../../../src/eventsourcing/consuming/tally';
import { checkedRow, keyOf, type Table } from '../../../src/eventsourcing/reading/table';
import {
  shareKey,
  sumKey,
  type SumRow,
  type TallyTable,
} from '../../../src/eventsourcing/reading/tally-table';
import { checkKeys, MemoryTables } from './memory-tables';

interface ShareRow extends Omit<StoredShare, 'counted'> {
  readonly counter: string;
  readonly part: string;
  readonly counted: readonly (readonly [string, number])[];
}

/** Tallies in tables in memory. */
export class MemoryTallyStore implements TallyStore {
  /** Writes that came through. */
  readonly writes: TallyWrite[] = [];

  constructor(
    readonly tables = new MemoryTables(),
    private readonly part = 0,
  ) {}

  shares(table: TallyTable, ids: readonly string[]): Promise<ReadonlyMap<string, StoredShare>> {
    return new Promise((resolve) => {
      checkKeys(ids);
      const stored = ids.map((id) => [id, this.stored(table, id)] as const);
      resolve(new Map(stored.flatMap(([id, share]) => (share ? [[id, share] as const] : []))));
    });
  }

  write(step: TallyWrite): Promise<'written' | 'stale'> {
    return new Promise((resolve) => {
      resolve(this.writeAtOnce(step));
    });
  }

  private writeAtOnce(step: TallyWrite): 'written' | 'stale' {
    const { table, id, share, changes } = step;
    if (changes.size > MAX_COUNTERS) {
      throw new RangeError(`A transaction cannot hold ${changes.size} counters.`);
    }
    const row: ShareRow = { ...shareKey(id), ...share, counted: [...share.counted] };
    checkedRow(table, row);
    for (const [counter] of changes) keyOf(table, sumKey(counter, this.part));
    if ((this.stored(table, id)?.writes ?? 0) !== share.writes - 1) return 'stale';
    this.tables.put(table, row);
    this.add(table, changes);
    this.writes.push(step);
    return 'written';
  }

  private add(table: TallyTable, changes: Share): void {
    for (const [counter, change] of changes) {
      const key = sumKey(counter, this.part);
      const { total = 0 } = this.tables.get(table as Table<SumRow>, key) ?? {};
      this.tables.put(table as Table<SumRow>, { ...key, total: total + change });
    }
  }

  private stored(table: TallyTable, id: string): StoredShare | undefined {
    const row = this.tables.get(table as Table<ShareRow>, shareKey(id));
    if (!row) return undefined;
    const { version, revision, isWhole, writes, counted } = row;
    return { version, revision, isWhole, writes, counted: new Map(counted) };
  }
}
