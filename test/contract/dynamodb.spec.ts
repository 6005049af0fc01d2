import { createHash } from 'node:crypto';
import { BatchWriteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoProcessStore } from '../../src/aws/dynamo-process-store';
import { DynamoProjectionStore } from '../../src/aws/dynamo-projection-store';
import { DynamoRateLimits } from '../../src/aws/dynamo-rate-limits';
import { DynamoReadTables } from '../../src/aws/dynamo-read-tables';
import { DynamoTallyStore } from '../../src/aws/dynamo-tally-store';
import type { TableNames } from '../../src/aws/table-names';
import { processesTable } from '../../src/eventsourcing/consuming/process-store';
import type { Clock } from '../../src/outside/clock';
import type { Table } from '../../src/eventsourcing/reading/table';
import { boxesTable, itemsTable } from '../support/box/box.projection';
import { itemCountsTable } from '../support/box/box.tally';
import { dynamoPorts } from '../support/dynamo-ports';
import { placedStampsTable, stampsTable } from '../support/stamp.table';
import { DynamoUnderTest } from '../support/dynamo-under-test';
import { eventStoreContract } from './event-store.contract';
import { processStoreContract } from './process-store.contract';
import { projectionStoreContract } from './projection-store.contract';
import { readIndexesContract } from './read-indexes.contract';
import { readTablesContract, type ReadTablesUnderTest } from './read-tables.contract';
import { rateLimitsContract } from './rate-limits.contract';
import { rowsContract } from './rows.contract';
import { tallyStoreContract } from './tally-store.contract';

let dynamo: DynamoUnderTest;
let log: TableNames;
let shared: TableNames;
let processes: TableNames;
let counters: TableNames;

beforeAll(async () => {
  dynamo = await DynamoUnderTest.start();
  log = await dynamo.newLog();
  shared = await dynamo.newTables(boxesTable, itemsTable, itemCountsTable);
  counters = await dynamo.newTables({ name: 'RateLimitsTable', key: ['limitWindow'], indexes: {} });
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

tallyStoreContract('DynamoDB', () => ({
  store: new DynamoTallyStore(dynamo.client, shared, 3),
  other: new DynamoTallyStore(dynamo.client, shared, 11),
  reader: new DynamoReadTables(dynamo.client, shared),
}));

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
readIndexesContract('DynamoDB', () => readTables(stampsTable, placedStampsTable));

const limitsOf = (now: Clock): DynamoRateLimits => {
  return new DynamoRateLimits(dynamo.client, {
    nameOf: counters,
    hashKey: () => Promise.resolve('a secret'),
    now,
  });
};

rateLimitsContract('DynamoDB', limitsOf);

describe('DynamoDB as rate limits', () => {
  it('holds nothing by which somebody could be found', async () => {
    const limit = { requests: 1, seconds: 60 };
    await limitsOf(() => Date.UTC(2026, 10, 21)).count({ name: 'POST /otp', subject: '203.0.113.7' }, limit);
    const { Items = [] } = await dynamo.client.send(
      new ScanCommand({ TableName: counters('RateLimitsTable') }),
    );
    expect(Items.length).toBeGreaterThan(0);
    const plain = createHash('sha256').update('203.0.113.7').digest('base64url');
    expect(JSON.stringify(Items)).not.toMatch(/203\.0\.113\.7/);
    expect(JSON.stringify(Items)).not.toContain(plain);
    // Every counter goes by itself.
    for (const { expiresAt } of Items) expect(Number(expiresAt?.N)).toBeGreaterThan(0);
  });
});
