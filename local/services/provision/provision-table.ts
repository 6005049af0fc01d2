import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { localClientConfig } from './client-config';
import type { ProvisionedResource } from './cloud-resource';
import { physicalName } from './physical-name';
import { provisionTimeToLive, type TimeToLive } from './provision-time-to-live';
import { tableShape, type TableDefinition } from './table-shape';

/** The template's table properties that a local table has; the others (backups, encryption, tags) mean nothing here. */
interface TableProperties extends TableDefinition {
  readonly GlobalSecondaryIndexes?: CreateTableCommandInput['GlobalSecondaryIndexes'];
  readonly LocalSecondaryIndexes?: CreateTableCommandInput['LocalSecondaryIndexes'];
  readonly TimeToLiveSpecification?: TimeToLive;
}

export async function provisionTables(
  tables: readonly ProvisionedResource[],
  endpoint: string,
): Promise<void> {
  const client = new DynamoDBClient(localClientConfig(endpoint));
  try {
    for (const table of tables) await provisionTable(client, table);
  } finally {
    client.destroy();
  }
}

async function provisionTable(client: DynamoDBClient, resource: ProvisionedResource): Promise<void> {
  const TableName = physicalName(resource);
  const wanted: TableProperties = resource.properties;
  const existing = await describe(client, TableName);
  if (existing === undefined) {
    await client.send(new CreateTableCommand(creation(TableName, wanted)));
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
  } else refuseOtherShape(TableName, existing, wanted);
  await provisionTimeToLive(client, TableName, wanted.TimeToLiveSpecification);
}

/** Capacity is never limited here, whatever the template says. */
function creation(TableName: string, wanted: TableProperties): CreateTableCommandInput {
  const { StreamSpecification } = wanted;
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...(wanted.AttributeDefinitions ?? [])],
    KeySchema: [...(wanted.KeySchema ?? [])],
    GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
    LocalSecondaryIndexes: wanted.LocalSecondaryIndexes,
    ...(StreamSpecification && { StreamSpecification: { ...StreamSpecification, StreamEnabled: true } }),
  };
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function refuseOtherShape(name: string, existing: TableDescription, wanted: TableProperties): void {
  const [found, asked] = [tableShape(existing), tableShape(wanted)];
  if (found === asked) return;
  throw new Error(
    `Table ${name} exists with ${found}, but the template asks for ${asked}. ` +
      'Start with an empty --data folder, or give the table another name in the template.',
  );
}
