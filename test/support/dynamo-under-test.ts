import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb, type LocalDynamoDb } from '../../local/services/dynamodb/start-dynamodb';
import { localClientConfig } from '../../local/services/provision/client-config';
import type { ProvisionedResource } from '../../local/services/provision/cloud-resource';
import { provisionTables } from '../../local/services/provision/provision-table';
import type { TableNames } from '../../src/aws/table-names';
import type { Table } from '../../src/eventsourcing/reading/table';

/** A local DynamoDB for the tests of one file. Start it in `beforeAll`, stop it in `afterAll`. */
export class DynamoUnderTest {
  private sets = 0;

  private constructor(
    private readonly service: LocalDynamoDb,
    readonly client: DynamoDBClient,
  ) {}

  static async start(): Promise<DynamoUnderTest> {
    const service = await startDynamoDb({ host: '127.0.0.1', environment: process.env });
    return new DynamoUnderTest(service, new DynamoDBClient(localClientConfig(service.endpoint)));
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.service.stop();
  }

  /** New, empty tables. @returns their physical names by logical id */
  async newTables(...tables: readonly Table[]): Promise<TableNames> {
    this.sets += 1;
    const suffix = `-${this.sets}`;
    await provisionTables(
      tables.map((table) => tableResource({ ...table, name: table.name + suffix })),
      this.endpoint,
    );
    return (logicalId) => logicalId + suffix;
  }

  /** A new, empty log with its unique values and recorded answers. */
  async newLog(): Promise<TableNames> {
    return this.newTables(
      { name: 'EventLogTable', key: ['stream', 'version'], indexes: {} },
      { name: 'UniqueValuesTable', key: ['uniqueValue'], indexes: {} },
      { name: 'IdempotencyTable', key: ['idempotencyKey'], indexes: {} },
    );
  }
}

function tableResource({ name, key, indexes }: Table): ProvisionedResource {
  const declared = Object.entries(indexes);
  const columns = new Set([...key, ...declared.flatMap(([, { partition, sort }]) => [partition, sort])]);
  const GlobalSecondaryIndexes = declared.map(([IndexName, { partition, sort, holds }]) => ({
    IndexName,
    KeySchema: keySchema([partition, sort]),
    Projection: { ProjectionType: holds === 'places' ? 'KEYS_ONLY' : 'ALL' },
  }));
  return {
    logicalId: name,
    type: 'AWS::DynamoDB::Table',
    properties: {
      TableName: name,
      AttributeDefinitions: [...columns].map((AttributeName) => ({
        AttributeName,
        AttributeType: AttributeName === 'version' ? 'N' : 'S',
      })),
      KeySchema: keySchema(key),
      ...(declared.length > 0 && { GlobalSecondaryIndexes }),
    },
  };
}

function keySchema(columns: readonly string[]): object[] {
  return columns.map((AttributeName, index) => ({
    AttributeName,
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  }));
}
