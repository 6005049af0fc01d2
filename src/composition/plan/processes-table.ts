import type { ContextModule } from '../../eventsourcing/aggregate-module';
import { processesTable } from '../../eventsourcing/consuming/process-store';
import type { Table } from '../../eventsourcing/reading/table';
import { resourcePrefix } from '../naming';

/** Rows and checkpoints of a context's processes. */
export function processesTableOf({ name }: ContextModule): Table {
  return processesTable(`${resourcePrefix(name)}ProcessesTable`);
}
