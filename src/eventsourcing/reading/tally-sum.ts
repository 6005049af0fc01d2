import type { Consistency } from '../page';
import type { ReadTables } from './read-tables';
import type { Table } from './table';
import { PARTS, sumKey, type SumRow, type TallyTable } from './tally-table';

/** What a counter stands at; 0 for one that nothing was ever added to. */
export async function sumOf(
  tables: Pick<ReadTables, 'query'>,
  tally: TallyTable,
  counter: string,
  consistency: Consistency = {},
): Promise<number> {
  const { counter: partition } = sumKey(counter, 0);
  const { rows } = await tables.query(tally as Table<SumRow>, partition, { limit: PARTS, ...consistency });
  return rows.reduce((sum, { total }) => sum + total, 0);
}
