import {
  DeleteItemCommand,
  paginateScan,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  BatchGetItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { orStale } from '../../../src/aws/aws-calls';
import type { TableNames } from '../../../src/aws/table-names';
import type { Key, Table } from '../../../src/eventsourcing/reading/table';
import type { Row, StoredRows, Surplus } from './stored-rows';

type Item = Readonly<Record<string, AttributeValue>>;

/** What every write is conditioned on. */
const STATE = ['version', 'revision'];

/** Read tables in DynamoDB. */
export class DynamoStoredRows implements StoredRows {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async getMany(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]> {
    const name = this.nameOf(table.name);
    const found = new Map<string, Row>();
    const textOf = (row: Row): string => JSON.stringify(table.key.map((column) => row[column]));
    let left: Record<string, KeysAndAttributes> = {
      [name]: { Keys: keys.map((key) => marshall(key)), ConsistentRead: true },
    };
    // What one call leaves unprocessed is asked for again; the client slows down when it is throttled.
    while (keys.length > 0 && Object.keys(left).length > 0) {
      const answer = await this.client.send(new BatchGetItemCommand({ RequestItems: left }));
      for (const item of answer.Responses?.[name] ?? []) found.set(textOf(rowOf(item)), rowOf(item));
      left = answer.UnprocessedKeys ?? {};
    }
    return keys.map((key) => found.get(textOf(key)));
  }

  async *pages(table: Table): AsyncGenerator<readonly Row[]> {
    const pages = paginateScan({ client: this.client }, { TableName: this.nameOf(table.name) });
    for await (const { Items = [] } of pages) yield Items.map(rowOf);
  }

  outdate(table: Table, seen: Row): Promise<'written' | 'stale'> {
    const { version } = seen;
    // A version that no projector could name in its condition is none; readers then wait until the row is made.
    const isSound = typeof version === 'number' && Number.isSafeInteger(version);
    const { names, values, condition } = isStill(seen);
    return orStale(
      this.client.send(
        new UpdateItemCommand({
          TableName: this.nameOf(table.name),
          Key: headKey(seen),
          UpdateExpression: 'SET #revision = :outdated, #version = :reached',
          ConditionExpression: `attribute_exists(id) AND ${condition}`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: {
            ...values,
            ...marshall({ ':outdated': 0, ':reached': isSound ? version : 0 }),
          },
        }),
      ),
    );
  }

  deleteHead(table: Table, seen: Row): Promise<'written' | 'stale'> {
    const { names, values, condition } = isStill(seen);
    return orStale(
      this.client.send(
        new DeleteItemCommand({
          TableName: this.nameOf(table.name),
          Key: headKey(seen),
          ConditionExpression: condition,
          ExpressionAttributeNames: names,
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      ),
    );
  }

  deleteDetail({ table, key, head }: Surplus): Promise<'written' | 'stale'> {
    const check = { TableName: this.nameOf(head.table.name), Key: { id: { S: head.id } } };
    const { names, values, condition } = isStill(head.seen ?? {});
    return orStale(
      this.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              ConditionCheck: {
                ...check,
                ConditionExpression: head.seen ? condition : 'attribute_not_exists(id)',
                ...(head.seen && { ExpressionAttributeNames: names }),
                ...(head.seen && Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
              },
            },
            { Delete: { TableName: this.nameOf(table.name), Key: marshall(key) } },
          ],
        }),
      ),
    );
  }
}

function headKey({ id }: Row): Item {
  return { id: { S: String(id) } };
}

/** Whatever these attributes are: a number, something else, or not there. */
function isStill(seen: Row): {
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
  readonly condition: string;
} {
  const there = STATE.filter((column) => seen[column] !== undefined);
  return {
    names: Object.fromEntries(STATE.map((column) => [`#${column}`, column])),
    values: Object.fromEntries(there.map((column) => [`:${column}`, attributeOf(seen[column])])),
    condition: STATE.map((column) =>
      there.includes(column) ? `#${column} = :${column}` : `attribute_not_exists(#${column})`,
    ).join(' AND '),
  };
}

/** Numbers of any size again, which the usual way refuses. */
export function attributeOf(value: unknown): AttributeValue {
  return typeof value === 'number' ? { N: String(value) } : (marshall({ value }).value ?? { NULL: true });
}

/** Numbers of any size are read: the usual way refuses those that JavaScript cannot keep exactly. */
function rowOf(item: Item): Row {
  return unmarshall({ ...item }, { wrapNumbers: (text) => Number(text) });
}
