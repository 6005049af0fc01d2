import {
  DeleteItemCommand,
  paginateScan,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { orStale } from '../../../../src/aws/aws-calls';
import type { TableNames } from '../../../../src/aws/table-names';
import type { StoredShare } from '../../../../src/eventsourcing/consuming/tally-store';
import {
  aggregateOfShare,
  counterOfSum,
  PARTS,
  shareKey,
  sumKey,
  type TallyRow,
  type TallyTable,
} from '../../../../src/eventsourcing/reading/tally-table';
import { attributeOf } from '../dynamo-stored-rows';
import type { Row } from '../stored-rows';

/** A row of a tally's table, by what it is meant to be, whatever it holds. */
export type Found =
  | { readonly is: 'share'; readonly id: string; readonly row: Row; readonly share: StoredShare | undefined }
  | { readonly is: 'sum'; readonly counter: string; readonly row: Row; readonly total: number | undefined }
  | { readonly is: 'stranger'; readonly row: Row };

/** The table of a tally, for those who check and mend it. */
export class TallyRows {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
    private readonly table: TallyTable,
  ) {}

  /** All rows, each strongly consistent at some moment of the walk. */
  async *all(): AsyncGenerator<Found> {
    const pages = paginateScan(
      { client: this.client },
      { TableName: this.nameOf(this.table.name), ConsistentRead: true },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items)
        yield foundIn(unmarshall(item, { wrapNumbers: (text) => Number(text) }) as Row);
    }
  }

  /** Makes a share one of revision 0: whatever rings it next counts it again, and changes the sums by the difference. */
  outdate(row: Row): Promise<'written' | 'stale'> {
    return orStale(
      this.client.send(
        new UpdateItemCommand({
          ...this.place(row),
          UpdateExpression: 'SET #revision = :outdated ADD #column :one',
          ...isStill(row, 'writes', {
            names: { '#revision': 'revision' },
            values: marshall({ ':outdated': 0, ':one': 1 }),
          }),
        }),
      ),
    );
  }

  /** Deletes a row that nothing can be made of. @param column what tells whether it was written meanwhile */
  delete(row: Row, column: 'writes' | 'total'): Promise<'written' | 'stale'> {
    return orStale(this.client.send(new DeleteItemCommand({ ...this.place(row), ...isStill(row, column) })));
  }

  /** Adds to the sum of a counter what it is wrong by, which stays right whatever else is added meanwhile. */
  async add(counter: string, change: number): Promise<void> {
    await this.client.send(
      new UpdateItemCommand({
        ...this.place(sumKey(counter, 0)),
        UpdateExpression: 'ADD #total :change',
        ExpressionAttributeNames: { '#total': 'total' },
        ExpressionAttributeValues: marshall({ ':change': change }),
      }),
    );
  }

  private place({ counter, part }: Row): { TableName: string; Key: Record<string, AttributeValue> } {
    return { TableName: this.nameOf(this.table.name), Key: marshall({ counter, part }) };
  }
}

function isStill(
  row: Row,
  column: string,
  more: { names?: Record<string, string>; values?: Record<string, AttributeValue> } = {},
) {
  const isThere = row[column] !== undefined;
  const values = { ...more.values, ...(isThere && { ':seen': attributeOf(row[column]) }) };
  return {
    ConditionExpression: isThere ? '#column = :seen' : 'attribute_not_exists(#column)',
    ExpressionAttributeNames: { '#column': column, ...more.names },
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

export function foundIn(row: Row): Found {
  const key = row as unknown as TallyRow;
  const id = aggregateOfShare(key);
  if (id !== undefined && key.part === shareKey(id).part)
    return { is: 'share', id, row, share: shareIn(row) };
  const counter = counterOfSum(key);
  const part = Number(key.part);
  if (counter === undefined || !(part < PARTS) || key.part !== sumKey(counter, part).part)
    return { is: 'stranger', row };
  const { total } = row;
  return { is: 'sum', counter, row, total: Number.isSafeInteger(total) ? (total as number) : undefined };
}

/** @returns undefined for what no tally has written */
function shareIn({ version, revision, writes, counted, isPartial }: Row): StoredShare | undefined {
  const numbers = [version, revision, writes];
  const isSound = numbers.every((each) => Number.isSafeInteger(each) && Number(each) >= 0);
  if (!isSound || !isCounted(counted) || (isPartial !== undefined && isPartial !== true)) return undefined;
  return {
    version: Number(version),
    revision: Number(revision),
    writes: Number(writes),
    counted: new Map(counted),
    isWhole: isPartial !== true,
  };
}

function isCounted(value: unknown): value is readonly (readonly [string, number])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) =>
        Array.isArray(pair) &&
        pair.length === 2 &&
        typeof pair[0] === 'string' &&
        Number.isSafeInteger(pair[1]) &&
        pair[1] !== 0,
    )
  );
}
