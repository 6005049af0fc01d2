import {
  GetItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type {
  Correction,
  Reservation,
  Reservations,
  StreamAt,
} from '../eventsourcing/writing/unique-values-audit/reservations';
import { isOwnedBy, reservationKeyOf, toReservationItem } from './dynamo-event-store';
import type { Item } from './commit-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './aws-calls';

/** Why a transaction may be refused although nothing is wrong: the facts are not those that it was given. */
const OUTDATED = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** The unique values table, for the audit. */
export class DynamoReservations implements Reservations {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async *pages(): AsyncGenerator<readonly Reservation[]> {
    let from: Item | undefined;
    do {
      const scan = new ScanCommand({ TableName: this.nameOf('UniqueValuesTable'), ExclusiveStartKey: from });
      const { Items = [], LastEvaluatedKey } = await orUnavailable(this.client.send(scan));
      yield Items.map(fromItem);
      from = LastEvaluatedKey;
    } while (from);
  }

  async ownerOf(key: string): Promise<string | undefined> {
    const get = new GetItemCommand({
      TableName: this.nameOf('UniqueValuesTable'),
      Key: reservationKeyOf(key),
      ConsistentRead: true,
    });
    const { Item } = await orUnavailable(this.client.send(get));
    return Item && fromItem(Item).owner;
  }

  async ownerGiven(
    key: string,
    given: readonly StreamAt[],
  ): Promise<{ readonly owner: string | undefined } | 'outdated'> {
    const Get = { TableName: this.nameOf('UniqueValuesTable'), Key: reservationKeyOf(key) };
    const gets = [{ Get }, ...given.map((place) => ({ Get: this.nextCommit(place) }))];
    const answer = await unlessOutdated(
      this.client.send(new TransactGetItemsCommand({ TransactItems: gets })),
    );
    if (answer === 'outdated') return answer;
    const [uniqueValue, ...commits] = (answer.Responses ?? []).map(({ Item }) => Item);
    return commits.some(Boolean) ? 'outdated' : { owner: uniqueValue && fromItem(uniqueValue).owner };
  }

  async correct({ key, from, to, given }: Correction): Promise<'corrected' | 'outdated'> {
    const checks = given.map((place) => ({
      ConditionCheck: { ...this.nextCommit(place), ConditionExpression: 'attribute_not_exists(version)' },
    }));
    const TransactItems = [this.change(key, from, to), ...checks];
    const answer = await unlessOutdated(this.client.send(new TransactWriteItemsCommand({ TransactItems })));
    return answer === 'outdated' ? answer : 'corrected';
  }

  private change(key: string, from: string | undefined, to: string | undefined): TransactWriteItem {
    const TableName = this.nameOf('UniqueValuesTable');
    const condition =
      from === undefined
        ? { ConditionExpression: 'attribute_not_exists(uniqueValue)' }
        : { ConditionExpression: '#owner = :owner', ...isOwnedBy(from) };
    return to === undefined
      ? { Delete: { TableName, Key: reservationKeyOf(key), ...condition } }
      : { Put: { TableName, Item: toReservationItem(key, to), ...condition } };
  }

  /** Where a commit is once the stream has moved on. */
  private nextCommit({ stream, version }: StreamAt): { TableName: string; Key: Item } {
    return {
      TableName: this.nameOf('EventLogTable'),
      Key: { stream: { S: stream }, version: { N: String(version + 1) } },
    };
  }
}

async function unlessOutdated<T>(request: Promise<T>): Promise<T | 'outdated'> {
  try {
    return await orUnavailable(request);
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
    if (reasons?.every(({ Code = '' }) => OUTDATED.has(Code))) return 'outdated';
    throw error;
  }
}

function fromItem({ uniqueValue, owner }: Item): Reservation {
  return { key: uniqueValue?.S ?? '', owner: owner?.S ?? '' };
}
