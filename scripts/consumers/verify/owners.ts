import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { streamOf } from '../../../src/eventsourcing/log/commit';
import type { Table } from '../../../src/eventsourcing/reading/table';
import type { Detail } from './fold-at';
import type { Row } from './stored-rows';

/**
 * Finds the stream that a detail row belongs to. No manifest says it, but one of the columns of its key holds the id of the
 * aggregate, or two streams could write one row. Which, is learnt from what the log leads to.
 */
export class Owners {
  private readonly columns: Map<string, readonly string[]>;

  constructor(private readonly projection: Projection) {
    this.columns = new Map(projection.details.map(({ table }) => [table.name, table.key]));
  }

  /** Tells of a row that the stream of this aggregate leads to. */
  learn(id: string, { table, key }: Detail): void {
    const columns = this.columns.get(table.name) ?? [];
    if (columns.some((column) => key[column] !== id)) {
      this.columns.set(
        table.name,
        columns.filter((column) => key[column] === id),
      );
    }
  }

  /** Whether the rows of a table can be told apart by their streams. */
  isKnown(table: Table): boolean {
    return (this.columns.get(table.name) ?? []).length > 0;
  }

  /** The streams that may have led to a row: one, unless nothing could be learnt of its table. */
  streamsOf(table: Table, row: Row): readonly string[] {
    const ids = (this.columns.get(table.name) ?? []).map((column) => String(row[column]));
    return [...new Set(ids)].map((id) => streamOf(this.projection.source.type, id));
  }
}
