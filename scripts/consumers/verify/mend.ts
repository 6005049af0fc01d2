import type { Bell } from '../bell';
import type { ConsumerEntry } from '../catalogue';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { parseStream } from '../../../src/eventsourcing/log/commit';
import type { Difference, DifferenceKind } from './difference';
import type { StoredRows } from './stored-rows';

/** What was done: `moved` means that a projector was faster, so that it has to be looked at again. */
export type Mended = 'rung' | 'deleted' | 'moved' | 'left';

/** Rows that have to be folded again, and those that only have to be brought forward. */
const FOLDED_AGAIN: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  'wrong',
  'ahead',
  'unversioned',
  'detail-missing',
  'detail-wrong',
]);
const RUNG: ReadonlySet<DifferenceKind> = new Set(['missing', 'late', 'outdated']);

/**
 * Mends rows without ever writing one: it makes them stale and rings the consumer, which folds them again, and deletes
 * what no stream leads to. A wrong row is served until the right one replaces it.
 */
export class Mending {
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(
    private readonly consumer: ConsumerEntry,
    private readonly projection: Projection,
    private readonly stored: StoredRows,
    private readonly bell: Pick<Bell, 'ring'>,
  ) {
    this.tables = new Map(projection.details.map(({ table }) => [table.name, table]));
  }

  /** @param differences of one stream @returns what was done with each, in their order */
  async mend(differences: readonly Difference[]): Promise<readonly Mended[]> {
    const again = differences.find(({ kind }) => FOLDED_AGAIN.has(kind));
    const folded = again && (await this.foldAgain(again));
    const done: Mended[] = [];
    for (const difference of differences) {
      if (folded !== undefined && FOLDED_AGAIN.has(difference.kind)) done.push(folded);
      else done.push(await this.mendOne(difference));
    }
    return done;
  }

  private async mendOne(difference: Difference): Promise<Mended> {
    const { kind, stream, seen } = difference;
    if (RUNG.has(kind)) return this.ring(stream);
    if (kind === 'orphan' && seen) {
      return deleted(await this.stored.deleteHead(this.projection.table, seen));
    }
    return kind === 'detail-surplus' ? this.deleteDetail(difference) : 'left';
  }

  private async foldAgain({ stream, seen }: Difference): Promise<Mended> {
    if (!seen) return 'left';
    if ((await this.stored.outdate(this.projection.table, seen)) === 'stale') return 'moved';
    return this.ring(stream);
  }

  private async ring(stream: string): Promise<Mended> {
    await this.bell.ring(this.consumer, [stream], 'its rows differ from the log');
    return 'rung';
  }

  private async deleteDetail({ table: name, key, stream, seen }: Difference): Promise<Mended> {
    const table = this.tables.get(name);
    if (!table || !key) return 'left';
    const head = { table: this.projection.table, id: parseStream(stream).id, seen };
    return deleted(await this.stored.deleteDetail({ table, key, head }));
  }
}

function deleted(result: 'written' | 'stale'): Mended {
  return result === 'written' ? 'deleted' : 'moved';
}
