import { versionAfter, streamOf } from '../../src/eventsourcing/log/commit';
import type { Projection, ProjectionRow } from '../../src/eventsourcing/consuming/projection';
import { ProjectionUpdate } from '../../src/eventsourcing/consuming/projection-consumer';
import type { Table } from '../../src/eventsourcing/reading/table';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { MemoryTables } from './memory/memory-tables';
import { commitOf } from './commit-of';

/**
 * Given what has happened to each aggregate, then the tables hold exactly these rows.
 *
 * @example
 * projecting(new UserProjection())
 *   .given('ann', registered, roleAdded)
 *   .then(usersTable, { id: 'ann', version: 2, ... })
 *   .then(userRolesTable, { userId: 'ann', roleId: 'admin', name: 'administrator' });
 */
export function projecting<E extends DomainEvent, R extends ProjectionRow>(
  projection: Projection<E, R>,
): Projecting<E, R> {
  return new Projecting(projection);
}

/** The engine dispatches by event type at run time, where the types of one projection's events mean nothing. */
export function untyped<E extends DomainEvent, R extends ProjectionRow>(
  projection: Projection<E, R>,
): Projection {
  return projection as unknown as Projection;
}

class Projecting<E extends DomainEvent, R extends ProjectionRow> {
  private readonly tables = new MemoryTables();

  constructor(private readonly projection: Projection<E, R>) {}

  /** The next commit of an aggregate. */
  given(id: string, ...events: readonly E[]): this {
    const { source, table } = this.projection;
    const head = this.tables.get(table, { id }) ?? this.projection.initial(id);
    const commit = commitOf(streamOf(source.type, id), head.version + 1, ...events);
    const write = ProjectionUpdate.from(untyped(this.projection), head).with(commit).toWrite();
    expect(write.row.version).toBe(versionAfter(commit));
    this.tables.put(write.table, write.row);
    for (const { table, key, row } of write.details) {
      if (row) this.tables.put(table, row);
      else this.tables.delete(table, key);
    }
    return this;
  }

  /** All rows of a table, in the order of their keys. */
  then<Row extends object>(table: Table<Row>, ...rows: readonly Row[]): this {
    expect(this.tables.rows(table)).toEqual(rows);
    return this;
  }
}
