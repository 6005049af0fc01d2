import { GetItemCommand, QueryCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Consistency, Page, PageRequest } from '../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../eventsourcing/reading/read-tables';
import { startKeyOf, type PageScope } from '../eventsourcing/reading/start-key';
import { keyLimits, keyOf, type Key, type Table } from '../eventsourcing/reading/table';
import { batchGet, orUnavailable } from './aws-calls';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';

export class DynamoReadTables implements ReadTables {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async get<R extends object>(table: Table<R>, key: Key): Promise<R | undefined> {
    const command = new GetItemCommand({ TableName: this.nameOf(table.name), Key: marshall(key) });
    const { Item } = await orUnavailable(this.client.send(command));
    return Item && (unmarshall(Item) as R);
  }

  async getMany<R extends object>(
    table: Table<R>,
    keys: readonly Key[],
    consistency?: Consistency,
  ): Promise<(R | undefined)[]> {
    const rows = await batchGet<R>(this.client, this.nameOf(table.name), keys, consistency);
    const textOf = (row: Readonly<Record<string, unknown>>): string =>
      JSON.stringify(table.key.map((k) => row[k]));
    const byKey = new Map(rows.map((row) => [textOf(row as Readonly<Record<string, unknown>>), row]));
    return keys.map((key) => byKey.get(textOf(key)));
  }

  async scan<R extends object>(table: Table<R>, page: PageRequest): Promise<Page<R>> {
    const command = new ScanCommand({ TableName: this.nameOf(table.name), ...window({ table }, page) });
    return pageOf({ table }, page, await orUnavailable(this.client.send(command)));
  }

  async query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>> {
    return this.queryPartition({ table, partition }, page);
  }

  async queryIndex<R extends object, IndexName extends string>(
    table: Table<R, string, IndexName>,
    index: NoInfer<IndexName>,
    partition: string,
    page: IndexPageRequest,
  ): Promise<Page<R>> {
    return this.queryPartition({ table, index, partition }, page);
  }

  private async queryPartition<R extends object>(
    scope: Scope<R> & { readonly partition: string },
    page: PageRequest,
  ): Promise<Page<R>> {
    const { table, index, partition } = scope;
    const [column = ''] = keyLimits(table, index).keys();
    const command = new QueryCommand({
      TableName: this.nameOf(table.name),
      ...(index !== undefined && { IndexName: index }),
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': column },
      ExpressionAttributeValues: { ':partition': { S: partition } },
      ...window(scope, page),
    });
    return pageOf(scope, page, await orUnavailable(this.client.send(command)));
  }
}

interface Scope<R extends object> extends PageScope {
  readonly table: Table<R>;
}

interface Answer {
  readonly Items?: Item[] | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}

interface Window {
  readonly Limit: number;
  readonly ConsistentRead: boolean;
  readonly ExclusiveStartKey?: Item;
}

function window(scope: PageScope, { limit, after, consistent = false }: PageRequest): Window {
  const start = startKeyOf(scope, after);
  // One more than asked for tells the last page from one that happens to be full.
  return {
    Limit: limit + 1,
    ConsistentRead: consistent,
    ...(start && { ExclusiveStartKey: marshall(start) }),
  };
}

function pageOf<R extends object>(
  { table, index }: Scope<R>,
  { limit }: PageRequest,
  answer: Answer,
): Page<R> {
  const rows = (answer.Items ?? []).map((item) => unmarshall(item) as R);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  // A page also ends at 1 MB of rows.
  const isLast = rows.length <= limit && answer.LastEvaluatedKey === undefined;
  return isLast || !last ? { rows: shown } : { rows: shown, next: keyOf(table, last, index) };
}
