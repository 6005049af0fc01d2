import { MemoryEventStore } from '../support/memory/memory-event-store';
import { MemoryProcessStore } from '../support/memory/memory-process-store';
import { MemoryProjectionStore } from '../support/memory/memory-projection-store';
import { MemoryRateLimits } from '../support/memory/memory-rate-limits';
import { MemoryReadTables } from '../support/memory/memory-read-tables';
import { MemoryTallyStore } from '../support/memory/memory-tally-store';
import { eventStoreContract } from './event-store.contract';
import { processStoreContract } from './process-store.contract';
import { projectionStoreContract } from './projection-store.contract';
import { readIndexesContract } from './read-indexes.contract';
import { readTablesContract, type ReadTablesUnderTest } from './read-tables.contract';
import { rateLimitsContract } from './rate-limits.contract';
import { rowsContract } from './rows.contract';
import { tallyStoreContract } from './tally-store.contract';

eventStoreContract('memory', () => new MemoryEventStore().ports);

projectionStoreContract('memory', () => {
  const store = new MemoryProjectionStore();
  return { store, reader: new MemoryReadTables(store.tables) };
});

processStoreContract('memory', () => new MemoryProcessStore());

tallyStoreContract('memory', () => {
  const store = new MemoryTallyStore();
  const other = new MemoryTallyStore(store.tables, 1);
  return { store, other, reader: new MemoryReadTables(store.tables) };
});

rowsContract('memory', () => new MemoryProjectionStore());

function readTables(): Promise<ReadTablesUnderTest> {
  const tables = new MemoryReadTables();
  return Promise.resolve({
    tables,
    put: (table, rows) => {
      for (const row of rows) tables.tables.put(table, row);
      return Promise.resolve();
    },
  });
}

readTablesContract('memory', readTables);
readIndexesContract('memory', readTables);

rateLimitsContract('memory', (clock) => new MemoryRateLimits(clock));
