import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Commit } from '../eventsourcing/log/commit';
import type { ReadRange } from '../eventsourcing/log/event-log';
import type { Snapshot } from '../eventsourcing/writing/remembered-state';
import type { Logger } from '../eventsourcing/logger';
import type { LoadedStream } from '../eventsourcing/writing/event-store';
import { fromItem, FIRST_LOOK, markAt, snapshotAtOf, snapshotOf, type Item } from './commit-item';
import { orUnavailable } from './aws-calls';

/** Reads streams from the log's table, always consistently. */
export class LogReader {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: () => string,
    private readonly logger?: Pick<Logger, 'warn'>,
  ) {}

  async *read(stream: string, range: ReadRange = {}): AsyncGenerator<Commit> {
    for await (const item of this.items(stream, range)) yield fromItem(item);
  }

  /** Looks at the newest commits first; they either hold a snapshot or tell where there is one. */
  async load(stream: string, fold: string, known: number): Promise<LoadedStream> {
    const from = known + 1;
    const { items } = await this.page(stream, { from, order: 'newest-first', expected: FIRST_LOOK });
    const [newest] = items;
    if (!newest) return { commits: each([]) };

    const tail: Commit[] = [];
    for (const item of items) {
      const commit = fromItem(item);
      const snapshot = this.usable(item, commit, fold);
      if (snapshot) return { snapshot, mark: markAt(commit.version), commits: each(tail) };
      tail.unshift(commit);
    }
    const oldest = tail[0]?.version ?? from;
    const snapshotAt = snapshotAtOf(newest);
    const earlier = await this.before(stream, fold, { from, to: oldest - 1, snapshotAt });
    // One that was looked at and cannot be used is none: then the next commit brings a new one.
    const isUsable = earlier.snapshot !== undefined || snapshotAt < from;
    return { ...earlier, mark: markAt(isUsable ? snapshotAt : 0), commits: each(earlier.commits, tail) };
  }

  /** What comes before the first look: from the snapshot on if it is in there and usable, else everything. */
  private async before(
    stream: string,
    fold: string,
    { from, to, snapshotAt }: { from: number; to: number; snapshotAt: number },
  ): Promise<{ snapshot?: Snapshot; commits: AsyncIterable<Commit> }> {
    if (snapshotAt >= from && snapshotAt <= to) {
      const items = this.items(stream, { from: snapshotAt, to });
      const first = await items.next();
      const snapshot = !first.done && this.usable(first.value, fromItem(first.value), fold);
      if (snapshot) return { snapshot, commits: mapped(items, fromItem) };
      await items.return(undefined);
    }
    return { commits: this.read(stream, { from, to }) };
  }

  private usable(item: Item, commit: Commit, fold: string): Snapshot | undefined {
    const snapshot = snapshotOf(item, commit, fold);
    if (snapshot === 'damaged') {
      this.logger?.warn('snapshot is damaged', { stream: commit.stream, version: commit.version });
    }
    return typeof snapshot === 'object' ? snapshot : undefined;
  }

  private async *items(stream: string, range: ReadRange): AsyncGenerator<Item> {
    let next: Item | undefined;
    do {
      const page = await this.page(stream, range, next);
      yield* page.items;
      next = page.next;
    } while (next);
  }

  private async page(
    stream: string,
    { from = 1, to = Number.MAX_SAFE_INTEGER, order, expected }: ReadRange,
    start?: Item,
  ): Promise<{ items: Item[]; next: Item | undefined }> {
    if (from > to) return { items: [], next: undefined };
    const query = new QueryCommand({
      TableName: this.table(),
      KeyConditionExpression: '#stream = :stream AND version BETWEEN :from AND :to',
      // A reserved word of DynamoDB's expressions.
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: {
        ':stream': { S: stream },
        ':from': { N: String(from) },
        ':to': { N: String(to) },
      },
      ConsistentRead: true,
      ScanIndexForward: order !== 'newest-first',
      Limit: expected,
      ExclusiveStartKey: start,
    });
    const { Items = [], LastEvaluatedKey } = await orUnavailable(this.client.send(query));
    return { items: Items, next: LastEvaluatedKey };
  }
}

async function* each(
  ...parts: readonly (Iterable<Commit> | AsyncIterable<Commit>)[]
): AsyncGenerator<Commit> {
  for (const part of parts) yield* part;
}

async function* mapped<T, R>(items: AsyncIterable<T>, change: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) yield change(item);
}
