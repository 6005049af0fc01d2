import {
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ProjectionRow } from '../eventsourcing/consuming/projection';
import type {
  DetailChange,
  ProjectionStore,
  ProjectionWrite,
  RowState,
  StoredRow,
} from '../eventsourcing/consuming/projection-store';
import { checkedRow, type Table } from '../eventsourcing/reading/table';
import { batchGet, orStale } from './aws-calls';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;

/** A row with the revision that wrote it, which is left out while it is the first: it costs nothing until then. */
type StoredItem = ProjectionRow & { readonly revision?: number };
const FIRST = 1;

/** Projections in DynamoDB: a conditional put, or a transaction when detail rows change with the row. */
export class DynamoProjectionStore implements ProjectionStore {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async rows(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const keys = ids.map((id) => ({ id }));
    const items = await batchGet<StoredItem>(this.client, this.nameOf(table.name), keys, {
      consistent: true,
    });
    return new Map(items.map(({ revision = FIRST, ...row }) => [row.id, { row, revision }]));
  }

  async write({ table, row, revision, basedOn, details }: ProjectionWrite): Promise<'written' | 'stale'> {
    const put: Put = {
      TableName: this.nameOf(table.name),
      Item: marshall(checkedRow(table, revision === FIRST ? row : { ...row, revision })),
      ...(basedOn ? isStill(basedOn) : { ConditionExpression: 'attribute_not_exists(id)' }),
    };
    return orStale(details.length === 0 ? this.put(put) : this.transact(put, details));
  }

  private async put(put: Put): Promise<void> {
    await this.client.send(new PutItemCommand(put));
  }

  private async transact(put: Put, details: readonly DetailChange[]): Promise<void> {
    const changes = details.map(({ table, key, row }): TransactWriteItem => {
      const TableName = this.nameOf(table.name);
      return row
        ? { Put: { TableName, Item: marshall(checkedRow(table, row)) } }
        : { Delete: { TableName, Key: marshall(key) } };
    });
    await this.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...changes] }));
  }
}

function isStill({ version, revision }: RowState): Partial<Put> {
  return {
    ConditionExpression: `version = :version AND ${revision === FIRST ? 'attribute_not_exists(revision)' : 'revision = :revision'}`,
    ExpressionAttributeValues: {
      ':version': { N: String(version) },
      ...(revision !== FIRST && { ':revision': { N: String(revision) } }),
    },
  };
}
