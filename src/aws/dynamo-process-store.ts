import {
  DeleteItemCommand,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ProcessRow } from '../eventsourcing/consuming/process';
import type {
  ProcessCheckpoint,
  ProcessStore,
  ProcessWrite,
  RowChange,
} from '../eventsourcing/consuming/process-store';
import type { Key } from '../eventsourcing/reading/table';
import { batchGet, orStale } from './aws-calls';
import type { Item } from './commit-item';

type Put = NonNullable<TransactWriteItem['Put']>;

interface CheckpointItem {
  readonly instance: string;
  readonly version: number;
  readonly rowsAt: number;
}

/**
 * Processes in one table with the key `instance` and `item`: rows under `<process>#<instance>`, the checkpoint of a
 * stream under `<process>@<stream>`. No name of a process has one of these characters, so no two keys can meet.
 */
export class DynamoProcessStore implements ProcessStore {
  /** @param tableName asked for when it is first needed: not every function has been given the table */
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: () => string,
  ) {}

  async checkpoints(process: string, streams: readonly string[]): Promise<readonly ProcessCheckpoint[]> {
    const keys = streams.map((stream) => checkpointKey(process, stream));
    const items = await batchGet<CheckpointItem>(this.client, this.tableName(), keys, { consistent: true });
    const byInstance = new Map(items.map((item) => [item.instance, item]));
    return streams.map((stream) => {
      const { version = 0, rowsAt = 0 } = byInstance.get(checkpointKey(process, stream).instance) ?? {};
      return { stream, version, rowsAt };
    });
  }

  async write({ process, basedOn, checkpoint, rows }: ProcessWrite): Promise<'written' | 'stale'> {
    const { stream, version, rowsAt } = checkpoint;
    const put: Put = {
      TableName: this.tableName(),
      Item: marshall({ ...checkpointKey(process, stream), version, rowsAt }),
      ...isStill(basedOn),
    };
    return orStale(
      rows.length === 0 ? this.client.send(new PutItemCommand(put)) : this.transact(process, put, rows),
    );
  }

  async get(process: string, instance: string, item: string): Promise<object | undefined> {
    const command = new GetItemCommand({
      TableName: this.tableName(),
      Key: marshall(rowKey(process, instance, item)),
      ConsistentRead: true,
    });
    const { Item } = await this.client.send(command);
    return Item && dataOf(Item);
  }

  async remove(process: string, instance: string, item: string): Promise<void> {
    const Key = marshall(rowKey(process, instance, item));
    await this.client.send(new DeleteItemCommand({ TableName: this.tableName(), Key }));
  }

  async *list(process: string, instance: string, prefix: string): AsyncGenerator<ProcessRow> {
    const pages = paginateQuery(
      { client: this.client },
      {
        TableName: this.tableName(),
        KeyConditionExpression: `instance = :instance${prefix === '' ? '' : ' AND begins_with(#item, :prefix)'}`,
        ...(prefix !== '' && { ExpressionAttributeNames: { '#item': 'item' } }),
        ExpressionAttributeValues: marshall({
          ':instance': rowKey(process, instance, '').instance,
          ...(prefix !== '' && { ':prefix': prefix }),
        }),
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) yield { item: item.item?.S ?? '', data: dataOf(item) };
    }
  }

  private async transact(process: string, put: Put, rows: readonly RowChange[]): Promise<void> {
    const TableName = this.tableName();
    const changes = rows.map(({ instance, item, data }): TransactWriteItem => {
      const key = rowKey(process, instance, item);
      return data
        ? { Put: { TableName, Item: marshall({ ...key, data: JSON.stringify(data) }) } }
        : { Delete: { TableName, Key: marshall(key) } };
    });
    await this.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...changes] }));
  }
}

function rowKey(process: string, instance: string, item: string): Key & { readonly instance: string } {
  return { instance: `${process}#${instance}`, item };
}

function checkpointKey(process: string, stream: string): Key & { readonly instance: string } {
  return { instance: `${process}@${stream}`, item: 'checkpoint' };
}

function isStill({ version, rowsAt }: ProcessCheckpoint): Partial<Put> {
  if (rowsAt === 0) return { ConditionExpression: 'attribute_not_exists(instance)' };
  return {
    ConditionExpression: 'version = :version AND rowsAt = :rowsAt',
    ExpressionAttributeValues: marshall({ ':version': version, ':rowsAt': rowsAt }),
  };
}

function dataOf(item: Item): object {
  return JSON.parse(item.data?.S ?? '{}') as object;
}
