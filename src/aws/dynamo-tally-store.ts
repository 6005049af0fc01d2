import { randomInt } from 'node:crypto';
import {
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Share } from '../eventsourcing/consuming/tally';
import type { StoredShare, TallyStore, TallyWrite } from '../eventsourcing/consuming/tally-store';
import { checkedRow, keyOf } from '../eventsourcing/reading/table';
import {
  aggregateOfShare,
  PARTS,
  shareKey,
  sumKey,
  type TallyRow,
  type TallyTable,
} from '../eventsourcing/reading/tally-table';
import { batchGet, orStale } from './aws-calls';
import type { TableNames } from './table-names';

type Put = NonNullable<TransactWriteItem['Put']>;

/** A share as it is stored: counters as a list of pairs, since names of fields may not be any text. */
interface ShareItem extends TallyRow {
  readonly version: number;
  readonly revision: number;
  readonly writes: number;
  readonly counted: readonly (readonly [string, number])[];
  /** Absent for a whole one. */
  readonly isPartial?: true;
}

/** Tallies in DynamoDB: a transaction of a share and the sums, or a conditional put when no sum changes. */
export class DynamoTallyStore implements TallyStore {
  /** What comes before the next transaction. */
  private before: Promise<unknown> = Promise.resolve();

  /** @param part of the sums that this process writes: rarely that of another one */
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
    private readonly part = randomInt(PARTS),
  ) {}

  async shares(table: TallyTable, ids: readonly string[]): Promise<ReadonlyMap<string, StoredShare>> {
    const keys = ids.map(shareKey);
    const items = await batchGet<ShareItem>(this.client, this.nameOf(table.name), keys, { consistent: true });
    return new Map(items.map((item) => [aggregateOfShare(item) ?? '', shareOf(item)]));
  }

  async write({ table, id, share, changes }: TallyWrite): Promise<'written' | 'stale'> {
    const TableName = this.nameOf(table.name);
    const { writes } = share;
    const put: Put = {
      TableName,
      Item: marshall(checkedRow(table, itemOf(id, share))),
      ...(writes === 1
        ? { ConditionExpression: 'attribute_not_exists(part)' }
        : {
            ConditionExpression: 'writes = :before',
            ExpressionAttributeValues: { ':before': { N: String(writes - 1) } },
          }),
    };
    if (changes.size === 0) return orStale(this.client.send(new PutItemCommand(put)));
    const TransactItems = [{ Put: put }, ...this.updates(table, changes)];
    return this.inTurn(() => orStale(this.client.send(new TransactWriteItemsCommand({ TransactItems }))));
  }

  private updates(table: TallyTable, changes: Share): TransactWriteItem[] {
    return [...changes].map(([counter, change]) => ({
      Update: {
        TableName: this.nameOf(table.name),
        Key: marshall(keyOf(table, sumKey(counter, this.part))),
        UpdateExpression: 'ADD #total :change',
        ExpressionAttributeNames: { '#total': 'total' },
        ExpressionAttributeValues: { ':change': { N: String(change) } },
      },
    }));
  }

  /** Streams are counted side by side, and their transactions would cancel each other for the sums they share. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.before.then(work);
    // Whoever comes next only waits: what failed is told to the one whose turn it was.
    this.before = turn.catch(() => undefined);
    return turn;
  }
}

function itemOf(id: string, { version, revision, counted, isWhole, writes }: StoredShare): ShareItem {
  const pairs = [...counted].map(([counter, count]): [string, number] => [counter, count]);
  return {
    ...shareKey(id),
    version,
    revision,
    writes,
    counted: pairs,
    ...(!isWhole && { isPartial: true }),
  };
}

function shareOf({ version, revision, writes, counted, isPartial }: ShareItem): StoredShare {
  return { version, revision, writes, counted: new Map(counted), isWhole: isPartial !== true };
}
