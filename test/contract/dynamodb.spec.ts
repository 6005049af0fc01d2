import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoProcessStore } from '../../src/aws/dynamo-process-store';
import { DynamoProjectionStore } from '../../src/aws/dynamo-projection-store';
import { DynamoReadTables } from '../../src/aws/dynamo-read-tables';
import type { TableNames } from '../../src/aws/table-names';
import { processesTable } from '../../src/eventsourcing/consuming/process-store';
import type { Table } from '../../src/eventsourcing/reading/table';
import { boxesTable, itemsTable } from '../support/box/box.projection';
import { dynamoPorts } from '../support/dynamo-ports';
import { stampsTable } from '../support/stamp.table';
import { DynamoUnderTest } from '../support/dynamo-under-test';
import { eventStoreContract } from './event-store.contract';
import { processStoreContract } from './process-store.contract';
import { projectionStoreContract } from './projection-store.contract';
import { readIndexesContract } from './read-indexes.contract';
import { readTablesContract, type ReadTablesUnderTest } from './read-tables.contract';
import { rowsContract } from './rows.contract';

let dynamo: DynamoUnderTest;
let log: TableNames;
let shared: TableNames;
let processes: TableNames;

beforeAll(async () => {
  dynamo = await DynamoUnderTest.start();
  log = await dynamo.newLog();
  shared = await dynamo.newTables(boxesTable, itemsTable);
  processes = await dynamo.newTables(processesTable('ShopProcessesTable'));
});

afterAll(async () => {
  await dynamo.stop();
});

eventStoreContract('DynamoDB', () => dynamoPorts(dynamo.client, log));

projectionStoreContract('DynamoDB', () => ({
  store: new DynamoProjectionStore(dynamo.client, shared),
  reader: new DynamoReadTables(dynamo.client, shared),
}));

processStoreContract(
  'DynamoDB',
  () => new DynamoProcessStore(dynamo.client, () => processes('ShopProcessesTable')),
);

rowsContract('DynamoDB', () => new DynamoProjectionStore(dynamo.client, shared));

async function readTables(...tables: readonly Table[]): Promise<ReadTablesUnderTest> {
  const nameOf = await dynamo.newTables(...tables);
  return {
    tables: new DynamoReadTables(dynamo.client, nameOf),
    put: async (table, rows) => {
      for (let start = 0; start < rows.length; start += 25) {
        const requests = rows
          .slice(start, start + 25)
          .map((row) => ({ PutRequest: { Item: marshall(row) } }));
        const RequestItems = { [nameOf(table.name)]: requests };
        await dynamo.client.send(new BatchWriteItemCommand({ RequestItems }));
      }
    },
  };
}

readTablesContract('DynamoDB', () => readTables(boxesTable, itemsTable));
readIndexesContract('DynamoDB', () => readTables(stampsTable));
