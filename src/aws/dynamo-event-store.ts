import {
  ConditionalCheckFailedException,
  paginateQuery,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { claimKey, type Claim, type ClaimChanges } from '../eventsourcing/claim';
import type { Commit } from '../eventsourcing/commit';
import type { AppendResult, EventStore } from '../eventsourcing/event-store';
import { fromItem, toItem, type Item } from './commit-item';
import type { TableNames } from './table-names';
import { orUnavailable } from './transient';

/** The log in DynamoDB: one item a commit, and one a claim in a table beside it. */
export class DynamoEventStore implements EventStore {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly nameOf: TableNames,
  ) {}

  async append(commit: Commit, claims: ClaimChanges): Promise<AppendResult> {
    const isPlain = claims.taken.length === 0 && claims.released.length === 0;
    return orUnavailable(isPlain ? this.put(commit) : this.transact(commit, claims));
  }

  async *read(stream: string, version = 0): AsyncIterable<Commit> {
    const pages = paginateQuery(
      { client: this.client },
      {
        TableName: this.nameOf('EventLogTable'),
        KeyConditionExpression: '#stream = :stream AND version > :version',
        // A reserved word of DynamoDB's expressions, as `owner` is below.
        ExpressionAttributeNames: { '#stream': 'stream' },
        ExpressionAttributeValues: { ':stream': { S: stream }, ':version': { N: String(version) } },
        ConsistentRead: true,
      },
    )[Symbol.asyncIterator]();
    for (;;) {
      const page = await orUnavailable(pages.next());
      if (page.done) return;
      for (const item of page.value.Items ?? []) yield fromItem(item);
    }
  }

  private async put(commit: Commit): Promise<AppendResult> {
    try {
      await this.client.send(new PutItemCommand(this.insert(commit)));
      return { outcome: 'appended' };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return lostOrSentTwice(commit, error.Item);
      if (error instanceof TransactionConflictException) return { outcome: 'busy' };
      throw error;
    }
  }

  private async transact(commit: Commit, { taken, released }: ClaimChanges): Promise<AppendResult> {
    const actions: TransactWriteItem[] = [
      { Put: this.insert(commit) },
      ...taken.map((claim) => ({ Put: this.take(claim, commit.stream) })),
      ...released.map((claim) => ({ Delete: this.release(claim, commit.stream) })),
    ];
    try {
      await this.client.send(
        new TransactWriteItemsCommand({ TransactItems: actions, ClientRequestToken: commit.commitId }),
      );
      return { outcome: 'appended' };
    } catch (error) {
      if (error instanceof TransactionInProgressException) return { outcome: 'busy' };
      if (error instanceof TransactionCanceledException) return whyCanceled(error, commit, taken);
      throw error;
    }
  }

  private insert(commit: Commit): NonNullable<TransactWriteItem['Put']> {
    return {
      TableName: this.nameOf('EventLogTable'),
      Item: toItem(commit),
      ConditionExpression: 'attribute_not_exists(version)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
  }

  private take(claim: Claim, owner: string): NonNullable<TransactWriteItem['Put']> {
    return {
      TableName: this.nameOf('ClaimsTable'),
      Item: { claim: { S: claimKey(claim) }, owner: { S: owner } },
      ConditionExpression: 'attribute_not_exists(claim) OR #owner = :owner',
      ...isOwnedBy(owner),
    };
  }

  private release(claim: Claim, owner: string): NonNullable<TransactWriteItem['Delete']> {
    return {
      TableName: this.nameOf('ClaimsTable'),
      Key: { claim: { S: claimKey(claim) } },
      ConditionExpression: '#owner = :owner',
      ...isOwnedBy(owner),
    };
  }
}

/** `owner` is a reserved word of DynamoDB's expressions. */
function isOwnedBy(
  owner: string,
): Required<
  Pick<NonNullable<TransactWriteItem['Put']>, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>
> {
  return {
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  };
}

/** The SDK sends again when an answer is lost; then the commit that is in the way is our own. */
function lostOrSentTwice({ commitId }: Commit, winner: Item | undefined): AppendResult {
  return { outcome: winner?.commitId?.S === commitId ? 'appended' : 'conflict' };
}

function whyCanceled(
  error: TransactionCanceledException,
  commit: Commit,
  taken: readonly Claim[],
): AppendResult {
  const [log, ...rest] = error.CancellationReasons ?? [];
  if (log?.Code === 'ConditionalCheckFailed') return lostOrSentTwice(commit, log.Item);
  const refused = rest.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  const claim = taken[refused];
  if (claim) return { outcome: 'claimed', claim };
  if (refused >= taken.length) {
    throw new Error(`${commit.stream} does not own the claim that it releases; audit the claims.`, {
      cause: error,
    });
  }
  if ([log, ...rest].some((reason) => reason?.Code === 'TransactionConflict')) return { outcome: 'busy' };
  throw error;
}
