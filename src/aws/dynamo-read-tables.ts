import {
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Consistency, Page, PageRequest } from '../eventsourcing/page';
import type { ReadTables } from '../eventsourcing/reading/read-tables';
import { keyOf, type Key, type Table } from '../eventsourcing/reading/table';
import { DomainError } from '../kernel/domain-error';
import { batchGet } from './batch-get';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './transient';

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
    const command = new ScanCommand({ TableName: this.nameOf(table.name), ...window(table, page) });
    return pageOf(table, page, await orUnavailable(this.client.send(command)));
  }

  async query<R extends object>(table: Table<R>, partition: string, page: PageRequest): Promise<Page<R>> {
    const command = new QueryCommand({
      TableName: this.nameOf(table.name),
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': table.key[0] ?? '' },
      ExpressionAttributeValues: { ':partition': { S: partition } },
      ...window(table, page, partition),
    });
    return pageOf(table, page, await orUnavailable(this.client.send(command)));
  }
}

/** Bytes of a partition key and of a sort key, at most (DynamoDB Developer Guide, Constraints). */
const LONGEST = [2048, 1024];

interface Answer {
  readonly Items?: Item[] | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}

interface Window {
  readonly Limit: number;
  readonly ConsistentRead: boolean;
  readonly ExclusiveStartKey?: Item;
}

/** A client may have forged the cursor: what DynamoDB would reject as a fault of ours is refused here. */
function window(
  { key }: Table,
  { limit, after, consistent = false }: PageRequest,
  partition?: string,
): Window {
  // One more than asked for tells the last page from one that happens to be full.
  const page = { Limit: limit + 1, ConsistentRead: consistent };
  if (!after) return page;
  const start = key.map((attribute, index): [string, AttributeValue] => {
    const value = after[attribute];
    const isKey =
      typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= (LONGEST[index] ?? 0);
    const isInside = index > 0 || partition === undefined || value === partition;
    if (isKey && isInside) return [attribute, { S: value }];
    throw new DomainError(
      'malformed',
      'malformed-cursor',
      'The cursor is not of this list; start again without.',
    );
  });
  return { ...page, ExclusiveStartKey: Object.fromEntries(start) };
}

function pageOf<R extends object>(table: Table<R>, { limit }: PageRequest, answer: Answer): Page<R> {
  const rows = (answer.Items ?? []).map((item) => unmarshall(item) as R);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  // A page also ends at 1 MB of rows.
  const isLast = rows.length <= limit && answer.LastEvaluatedKey === undefined;
  return isLast || !last ? { rows: shown } : { rows: shown, next: keyOf(table, last) };
}
