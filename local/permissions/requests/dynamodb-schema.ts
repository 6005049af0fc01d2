import { isJsonObject, type Json, type JsonObject } from '../../template/json';
import { isProvisioned, type CloudResource } from '../../services/provision/cloud-resource';
import { physicalName } from '../../services/provision/physical-name';

/** Partition keys of the tables of a template. */
export interface DynamoDbSchema {
  /** @returns name of the partition key of a table or of one of its indexes; undefined for what is not in the template */
  partitionKey(table: string, index: string | undefined): string | undefined;
}

export function dynamoDbSchema(resources: readonly CloudResource[]): DynamoDbSchema {
  const keys = new Map<string, string>();
  for (const resource of resources) {
    if (!isProvisioned(resource) || resource.type !== 'AWS::DynamoDB::Table') continue;
    const properties = resource.properties as JsonObject;
    const table = physicalName(resource);
    add(keys, table, properties.KeySchema);
    for (const index of [
      ...list(properties.GlobalSecondaryIndexes),
      ...list(properties.LocalSecondaryIndexes),
    ]) {
      if (isJsonObject(index) && typeof index.IndexName === 'string') {
        add(keys, `${table}/${index.IndexName}`, index.KeySchema);
      }
    }
  }
  return {
    partitionKey: (table, index) => keys.get(index === undefined ? table : `${table}/${index}`),
  };
}

function add(keys: Map<string, string>, name: string, schema: Json | undefined): void {
  const hash = list(schema).find((part) => isJsonObject(part) && part.KeyType === 'HASH');
  if (isJsonObject(hash) && typeof hash.AttributeName === 'string') keys.set(name, hash.AttributeName);
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
