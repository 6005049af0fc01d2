import type { ContextModule } from '../../eventsourcing/aggregate-module';
import { switchesTable, type SwitchRow } from '../../eventsourcing/reading/read-switch';
import type { Table } from '../../eventsourcing/reading/table';
import { reads, type TableAccess } from '../../eventsourcing/reading/table-access';
import { resourcePrefix } from '../naming';

/** Says which of two projections a context's queries read. */
export function switchesTableOf({ name }: Pick<ContextModule, 'name'>): Table<SwitchRow> {
  return switchesTable(`${resourcePrefix(name)}SwitchesTable`);
}

/** All that the queries of a context read. */
export function tablesReadIn(context: ContextModule): readonly TableAccess[] {
  const switches = context.switches.length > 0 ? [reads(switchesTableOf(context), 'get')] : [];
  return [...context.aggregates.flatMap((module) => module.reads), ...switches];
}
