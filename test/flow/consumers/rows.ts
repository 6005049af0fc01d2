import {
  DeleteItemCommand,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../../../src/eventsourcing/reading/table';

/** Rows of tables that have the same physical as logical names, as in the local runtime. */
export class Rows {
  constructor(private readonly client: DynamoDBClient) {}

  async get(TableName: string, id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const command = new GetItemCommand({ TableName, Key: marshall({ id }), ConsistentRead: true });
    const { Item } = await this.client.send(command);
    return Item && unmarshall(Item);
  }

  /** A row that code of the future has written: today's projection must not go on with it. */
  async breakRow(table: string, id: string): Promise<void> {
    const row = await this.get(table, id);
    await this.client.send(
      new PutItemCommand({ TableName: table, Item: marshall({ ...row, id, revision: 99 }) }),
    );
  }

  /** Stores a row as no projector would. Values are those of JSON, or sets. */
  async put(TableName: string, row: Readonly<Record<string, unknown>>): Promise<void> {
    const Item = marshall(row, { removeUndefinedValues: true });
    await this.client.send(new PutItemCommand({ TableName, Item }));
  }

  async delete(TableName: string, key: Key): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName, Key: marshall(key) }));
  }

  /** As a table that was replaced by an empty one. */
  async deleteAll(TableName: string, keyOf: (row: Readonly<Record<string, string>>) => Key): Promise<number> {
    let count = 0;
    for await (const { Items = [] } of paginateScan({ client: this.client }, { TableName })) {
      for (const item of Items) await this.delete(TableName, keyOf(unmarshall(item)));
      count += Items.length;
    }
    return count;
  }
}
