import { isDeepStrictEqual } from 'node:util';
import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { fromItem } from '../../src/aws/commit-item';
import { userFold, type UserState } from '../../src/contexts/iam/user/domain/user.state';
import { UserProjection } from '../../src/contexts/iam/user/read/user.projection';
import { usersTable, type UserRow } from '../../src/contexts/iam/user/read/user.tables';
import { versionAfter, parseStream, type Commit } from '../../src/eventsourcing/log/commit';
import { bucketOf, sortText } from '../../src/eventsourcing/reading/buckets';
import { groupBy } from '../../src/kernel/group-by';
import { applyEvent } from '../../src/kernel/fold';

export interface Verification {
  readonly events: number;
  readonly streams: number;
  /** What is wrong, a line each; empty when nothing was lost, reordered or duplicated. */
  readonly faults: readonly string[];
}

/** Holds the read table against the fold of the log: every stream without gaps, every row what its stream says. */
export async function verifyUsers(client: DynamoDBClient, acknowledged: number): Promise<Verification> {
  const commits = (await scan(client, 'EventLogTable')).map(fromItem);
  const rows = new Map(
    (await scan(client, usersTable.name)).map((item) => [item.id?.S, unmarshall(item) as UserRow]),
  );
  const streams = groupBy(commits, ({ stream }) => stream);
  const events = commits.reduce((total, commit) => total + commit.events.length, 0);
  const faults = [...streams].flatMap(([stream, list]) => faultsOf(stream, list, rows));
  if (events !== acknowledged)
    faults.push(`${acknowledged} commands were acknowledged, the log has ${events} events`);
  if (rows.size !== streams.size) faults.push(`${streams.size} streams, but ${rows.size} rows`);
  return { events, streams: streams.size, faults };
}

const { revision } = new UserProjection();

function faultsOf(
  stream: string,
  commits: Commit[],
  rows: ReadonlyMap<string | undefined, UserRow>,
): string[] {
  let state: UserState = userFold.initial;
  let version = 0;
  for (const commit of commits.toSorted((a, b) => a.version - b.version)) {
    if (commit.version !== version + 1) return [`${stream}: version ${commit.version} follows ${version}`];
    for (const event of commit.events) state = applyEvent(userFold, state, event, () => commit);
    version = versionAfter(commit);
  }
  const { id } = parseStream(stream);
  const { email, firstName, lastName, disabled } = state;
  const place = { bucket: bucketOf(id), emailOrder: sortText(email, id) };
  const expected = { id, version, email, firstName, lastName, disabled, ...place, revision };
  return isDeepStrictEqual(rows.get(id), expected) ? [] : [`${stream}: the row differs from the fold`];
}

async function scan(client: DynamoDBClient, TableName: string): Promise<Parameters<typeof fromItem>[0][]> {
  const items = [];
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    items.push(...(page.Items ?? []));
  }
  return items;
}
