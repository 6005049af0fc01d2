import { parseArgs } from 'node:util';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { ApiClient } from '../support/api-client';
import { localDynamo } from '../support/local-dynamo';
import { startLocally } from '../../test/support/local-process';
import { percentiles } from '../support/percentiles';
import { many } from '../../test/support/many';
import { Seed } from './seed';

/** Reads and writes around a user with very many roles, and a role with very many users. */
const { values } = parseArgs({
  options: { roles: { type: 'string', default: '5000' }, users: { type: 'string', default: '50000' } },
});
const REPEATS = 20;
const WIDTH = 8;

const local = await startLocally(0);
const api = await ApiClient.of(local.url);
try {
  await measure(Number(values.roles), Number(values.users));
} finally {
  api.close();
  await local.stop();
}

async function measure(roleCount: number, userCount: number): Promise<void> {
  const dynamo = await localDynamo(api);
  const seed = new Seed(new DynamoEventStore(dynamo, (name) => name));
  const start = performance.now();
  const roles = await many(roleCount, WIDTH, (index) => seed.role(`role ${index}`));
  const member = await seed.user(roles);
  const [large = ''] = roles;
  const users = await many(userCount, WIDTH, () => seed.user([large]));
  console.log(`seeded ${roleCount} roles and ${userCount} users in ${seconds(start)} s`);
  await untilReadable(member, roleCount + 1);
  await many(userCount, WIDTH, async (index) => untilReadable(users[index] ?? '', 2));
  console.log(`all readable ${seconds(start)} s after the start\n`);

  console.log('| what | p50 ms | p95 ms |\n| --- | ---: | ---: |');
  let version = roleCount + 1;
  await report(`rename a user with ${roleCount} roles, to 202`, async (index) => {
    await must(202, 'PUT', `/users/${member}`, { firstName: `Ann ${index}`, lastName: 'Lee' });
    version += 1;
  });
  await report('rename, to readable in the list of a role', async (index) => {
    await must(202, 'PUT', `/users/${member}`, { firstName: `Bea ${index}`, lastName: 'Lee' });
    version += 1;
    await must(200, 'GET', `/roles/${roles.at(-1) ?? ''}/users?minVersion=${version}&of=user:${member}`);
  });
  await report(`first 100 of the roles of a user with ${roleCount}`, () =>
    must(200, 'GET', `/users/${member}/roles?limit=100`),
  );
  await report(`first 100 of the users of a role with ${userCount + 1}`, () =>
    must(200, 'GET', `/roles/${large}/users?limit=100`),
  );
  await reportPages(
    `each 100 of the roles of a user with ${roleCount}`,
    `/users/${member}/roles?limit=100`,
    roleCount,
  );
  await reportPages(
    `each 100 of the users of a role with ${userCount + 1}`,
    `/roles/${large}/users?limit=100`,
    userCount + 1,
  );
}

async function report(what: string, work: (index: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let index = 0; index < REPEATS; index += 1) times.push(await timed(() => work(index)));
  line(what, times);
}

/** Walks through a whole list and counts it. */
async function reportPages(what: string, path: string, expected: number): Promise<void> {
  const times: number[] = [];
  const ids = new Set<string>();
  let cursor = '';
  do {
    const url = cursor ? `${path}&cursor=${cursor}` : path;
    times.push(
      await timed(async () => {
        const page = (await must(200, 'GET', url)) as { items: { id: string }[]; cursor?: string };
        for (const { id } of page.items) ids.add(id);
        cursor = page.cursor ?? '';
      }),
    );
  } while (cursor);
  if (ids.size !== expected) throw new Error(`${path} lists ${ids.size} instead of ${expected}.`);
  line(`${what} (${times.length} pages)`, times);
}

function line(what: string, times: readonly number[]): void {
  const { p50, p95 } = percentiles(times);
  console.log(`| ${what} | ${p50.toFixed(1)} | ${p95.toFixed(1)} |`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function must(status: number, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await api.call(method, path, body);
  if (answer.status !== status)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** However long the pipeline takes to catch up, up to ten minutes. */
async function untilReadable(id: string, version: number): Promise<void> {
  for (const deadline = Date.now() + 600_000; ;) {
    const { status } = await api.call('GET', `/users/${id}?minVersion=${version}`);
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error(`User ${id} is not readable at version ${version}.`);
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}
