import { isDeepStrictEqual } from 'node:util';
import { ProjectionUpdate } from '../../../src/eventsourcing/consuming/projection-consumer';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { MemoryTables } from '../../support/memory/memory-tables';
import { streamsOf, type Evidence, type Invariant } from './evidence';

/** Every read table holds the fold of the log, and nothing else. */
export const rowsAreTheFold: Invariant = function* (evidence) {
  const expected = folded(evidence);
  for (const table of tablesOf(evidence)) {
    const rows = evidence.tables.rows(table);
    const wanted = expected.rows(table);
    const texts = new Set(rows.map((row) => JSON.stringify(row)));
    if (isDeepStrictEqual(rows, wanted)) continue;
    const missing = wanted.find((row) => !rows.some((each) => isDeepStrictEqual(each, row)));
    const surplus = rows.find((row) => !wanted.some((each) => isDeepStrictEqual(each, row)));
    yield `${table.name} has ${texts.size} rows: ${JSON.stringify(surplus)}, and the fold of the log is ${JSON.stringify(missing)}.`;
  }
};

function tablesOf({ projections }: Evidence): readonly Table[] {
  return projections.flatMap(({ table, details }) => [table, ...details.map((detail) => detail.table)]);
}

function folded(evidence: Evidence): MemoryTables {
  const tables = new MemoryTables();
  for (const projection of evidence.projections) {
    for (const [id, commits] of streamsOf(evidence, projection.source.type)) {
      let update = ProjectionUpdate.from(projection, projection.initial(id));
      for (const commit of commits) update = update.with(commit);
      const { row, revision, details } = update.toWrite();
      const stored = revision === 1 ? row : { ...row, revision };
      tables.put(projection.table, stored);
      for (const change of details) {
        if (change.row) tables.put(change.table, change.row);
        else tables.delete(change.table, change.key);
      }
    }
  }
  return tables;
}
