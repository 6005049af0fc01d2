import {
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ProjectionRow } from '../eventsourcing/consuming/projection';
import type {
  DetailChange,
  ProjectionStore,
  ProjectionWrite,
  RowState,
  StoredRow,
} from '../eventsourcing/consuming/projection-store';
import { checkedRow, type Table } from '../eventsourcing/reading/table';
import type { Consistency } from '../eventsourcing/page';
import { batchGetAll, keysOf, orStale } from './aws-calls';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;

/** A row with the revision that wrote it, which is left out while it is the first: it costs nothing until then. */
type StoredItem = ProjectionRow & { readonly revision?: number };
const FIRST = 1;

/** Rows that somebody waits for. */
interface Lookup {
  readonly tableName: string;
  readonly ids: readonly string[];
  readonly consistent: boolean;
  readonly resolve: (items: readonly Item[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Of BatchGetItem. */
const MOST_KEYS = 100;

/** Lookups put together as requests allow: each table once, and no more keys than it takes. */
function requestsOf(lookups: readonly Lookup[]): readonly (readonly Lookup[])[] {
  const requests: Lookup[][] = [];
  for (const lookup of lookups) {
    const open = requests.find(
      (request) =>
        request.every(({ tableName }) => tableName !== lookup.tableName) &&
        request.reduce((keys, { ids }) => keys + ids.length, lookup.ids.length) <= MOST_KEYS,
    );
    if (open) open.push(lookup);
    else requests.push([lookup]);
  }
  return requests;
}

/** Projections in DynamoDB: a conditional put, or a transaction when detail rows change with the row. */
export class DynamoProjectionStore implements ProjectionStore {
  private waiting: Lookup[] = [];

  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  /** What is asked for at the same time, by the projections of a function, goes in one request. */
  async rows(
    table: Table,
    ids: readonly string[],
    { consistent = false }: Consistency,
  ): Promise<ReadonlyMap<string, StoredRow>> {
    if (ids.length === 0) return new Map();
    const items = await new Promise<readonly Item[]>((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.lookUp(this.waiting.splice(0)));
      this.waiting.push({ tableName: this.nameOf(table.name), ids, consistent, resolve, reject });
    });
    const stored = items.map((item) => unmarshall(item) as StoredItem);
    return new Map(stored.map(({ revision = FIRST, ...row }) => [row.id, { row, revision }]));
  }

  private async lookUp(lookups: readonly Lookup[]): Promise<void> {
    await Promise.all(requestsOf(lookups).map((request) => this.answer(request)));
  }

  private async answer(lookups: readonly Lookup[]): Promise<void> {
    const asked = lookups.map(
      ({ tableName, ids, consistent }) =>
        [
          tableName,
          keysOf(
            ids.map((id) => ({ id })),
            consistent,
          ),
        ] as const,
    );
    try {
      const found = await batchGetAll(this.client, Object.fromEntries(asked));
      for (const { tableName, resolve } of lookups) resolve(found.get(tableName) ?? []);
    } catch (error) {
      const [only, ...others] = lookups;
      // A table that is gone fails the whole request, and its projection is to fail alone.
      if (others.length === 0) only?.reject(error);
      else await Promise.all(lookups.map((lookup) => this.answer([lookup])));
    }
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
