import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { LocalClientConfig } from '../../../local/services/provision/client-config';
import { provisionTables } from '../../../local/services/provision/provision-table';

/** The DynamoDB that all contestants share. */
export interface Database {
  /** For clients of the contestants' own. */
  readonly config: LocalClientConfig;
  /** Not metered: for seeding. */
  readonly client: DynamoDB;
}

/** An attribute and its type, as in `version:N`. */
export type KeyAttribute = `${string}:${'S' | 'N'}`;

export interface TableDefinition {
  readonly name: string;
  readonly key: readonly KeyAttribute[];
  readonly index?: {
    readonly name: string;
    readonly key: readonly KeyAttribute[];
    readonly projection: 'ALL' | 'KEYS_ONLY';
  };
}

export async function createTable(
  { config }: Database,
  { name, key, index }: TableDefinition,
): Promise<void> {
  const attributes = [...key, ...(index?.key ?? [])].map((attribute) => attribute.split(':'));
  const properties = {
    TableName: name,
    AttributeDefinitions: attributes.map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema(key),
    GlobalSecondaryIndexes: index && [
      {
        IndexName: index.name,
        KeySchema: keySchema(index.key),
        Projection: { ProjectionType: index.projection },
      },
    ],
  };
  await provisionTables([{ logicalId: name, type: 'AWS::DynamoDB::Table', properties }], config.endpoint);
}

function keySchema(key: readonly KeyAttribute[]): object[] {
  return key.map((attribute, index) => ({
    AttributeName: attribute.split(':')[0],
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  }));
}
