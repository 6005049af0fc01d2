import type { AttributeDefinition, KeySchemaElement, StreamSpecification } from '@aws-sdk/client-dynamodb';

interface Index {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
}

/** What a template and DescribeTable both say of a table. */
export interface TableDefinition {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly Index[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Index[] | undefined;
  readonly StreamSpecification?: Pick<StreamSpecification, 'StreamViewType'> | undefined;
}

/** What cannot be changed on an existing table, as text that a person can compare. */
export function tableShape(table: TableDefinition): string {
  const types = new Map((table.AttributeDefinitions ?? []).map((it) => [it.AttributeName, it.AttributeType]));
  const keys = (schema: readonly KeySchemaElement[] | undefined): string =>
    (schema ?? []).map((it) => `${it.AttributeName ?? '?'} ${types.get(it.AttributeName) ?? '?'}`).join(', ');
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]
    .map((index) => `; index ${index.IndexName ?? '?'} (${keys(index.KeySchema)})`)
    .sort();
  const view = table.StreamSpecification?.StreamViewType;
  return `key (${keys(table.KeySchema)})${indexes.join('')}; ${view === undefined ? 'no stream' : `stream of ${view}`}`;
}
