import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import type { UserEvent } from '../../src/contexts/iam/user/domain/user.events';
import { usersTable } from '../../src/contexts/iam/user/read/user.tables';
import { streamOf, versionAfter } from '../../src/eventsourcing/log/commit';
import { CATCH_UP_QUEUE } from '../../scripts/consumers/bell';
import { DynamoStoredRows } from '../../scripts/consumers/verify/dynamo-stored-rows';
import { many } from '../../test/support/many';
import type { ApiClient } from '../support/api-client';

const WIDTH = 16;

/** Writes the histories of some users straight into the log. @returns their ids, and the version of each */
export async function seedUsers(dynamo: DynamoDBClient, count: number): Promise<ReadonlyMap<string, number>> {
  const store = new DynamoEventStore(dynamo, (name) => name);
  const users = await many(count, WIDTH, async (index): Promise<[string, number]> => {
    const id = randomUUID();
    const stream = streamOf('iam/user', id);
    let version = 0;
    for (const event of history(id, index)) {
      const ids = {
        commitId: randomUUID(),
        correlationId: randomUUID(),
        causationId: randomUUID(),
        actor: 'bench',
      };
      const commit = {
        stream,
        version: version + 1,
        committedAt: new Date().toISOString(),
        ...ids,
        events: [event],
      };
      const { outcome } = await store.append(commit);
      if (outcome !== 'appended') throw new Error(`${stream} at version ${commit.version}: ${outcome}`);
      version = versionAfter(commit);
    }
    return [id, version];
  });
  return new Map(users);
}

/** One to three commits, two in the middle. */
function history(id: string, index: number): readonly UserEvent[] {
  const registered: UserEvent = { type: 'iam/user/registered', data: { email: `${id}@example.com` } };
  const named = (lastName: string): UserEvent => ({
    type: 'iam/user/names-updated',
    data: { firstName: 'Ann', lastName },
  });
  return [registered, ...['Lee', 'Li'].slice(0, index % 3).map(named)];
}

/** Waits until the pipeline has made every row. */
export async function untilReadable(
  dynamo: DynamoDBClient,
  users: ReadonlyMap<string, number>,
  within: number,
): Promise<void> {
  for (const deadline = Date.now() + within; ;) {
    let readable = 0;
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: usersTable.name })) {
      readable += Items.filter(({ id, version }) => users.get(id?.S ?? '') === Number(version?.N)).length;
    }
    if (readable === users.size) return;
    if (Date.now() > deadline) throw new Error(`${readable} of ${users.size} rows after ${within / 1000} s.`);
    await sleep(2_000);
  }
}

interface Queue {
  readonly queue: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** Waits until no doorbell is left. */
export async function untilAnswered(client: ApiClient, within: number): Promise<void> {
  for (const deadline = Date.now() + within; ;) {
    const { body } = await client.call('GET', '/_local/queues');
    const found = (body as readonly Queue[]).find(({ queue }) => queue === CATCH_UP_QUEUE);
    const left = found ? found.visible + found.inFlight + found.delayed : NaN;
    if (left === 0) return;
    if (Date.now() > deadline) throw new Error(`${left} doorbells are left after ${within / 1000} s.`);
    await sleep(1_000);
  }
}

/** Makes every row one of an older revision, as a deployment that raises it would. */
export async function outdateRows(dynamo: DynamoDBClient): Promise<void> {
  const stored = new DynamoStoredRows(dynamo, (name) => name);
  for await (const rows of stored.pages(usersTable)) {
    await many(rows.length, WIDTH, async (at) => {
      const row = rows[at];
      if (row && (await stored.outdate(usersTable, row)) === 'stale') {
        throw new Error(`The row of ${String(row.id)} moved though nobody should have written it.`);
      }
    });
  }
}
