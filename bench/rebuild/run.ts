import 'reflect-metadata/lite';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDynamoDb } from '../../local/services/dynamodb/start-dynamodb';
import { parseArguments } from '../../scripts/consumers/arguments';
import { run } from '../../scripts/consumers/run';
import { localInstallation } from '../../scripts/installation/local-installation';
import { contexts } from '../../src/composition/modules';
import { usersTable } from '../../src/contexts/iam/user/read/user.tables';
import { startLocally } from '../../test/support/local-process';
import { ApiClient } from '../support/api-client';
import { localDynamo } from '../support/local-dynamo';
import { percentiles } from '../support/percentiles';
import { MeteringProxy } from './metering-proxy';
import { Reading } from './reading';
import { reportOf, type Rebuilt } from './report';
import { outdateRows, seedUsers, untilAnswered, untilReadable } from './seed';

const HELP = `Rebuilds the rows of many streams, from the log and from an export, while clients read them.

  --streams 20000   users, with one to three commits each
  --rate 2000       streams a second at most
`;
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '2000' },
    help: { type: 'boolean', default: false },
  },
});
/** Milliseconds that the pipeline is given to make the rows at first. */
const PATIENCE = 1_800_000;

if (values.help) console.log(HELP);
else await measure(Number(values.streams), values.rate);

async function measure(streams: number, rate: string): Promise<void> {
  const database = await startDynamoDb({ host: '127.0.0.1', environment: process.env });
  const meter = await MeteringProxy.before(database.endpoint);
  process.env.LOCAL_DYNAMODB_ENDPOINT = meter.endpoint;
  const local = await startLocally(0);
  const client = await ApiClient.of(local.url);
  const folder = await mkdtemp(join(tmpdir(), 'foldline-bench-'));
  try {
    const dynamo = await localDynamo(client);
    const begun = performance.now();
    const users = await seedUsers(dynamo, streams);
    const commits = [...users.values()].reduce((sum, version) => sum + version, 0);
    await untilReadable(dynamo, users, PATIENCE);
    console.log(`${cpus().length} cores, Node ${process.version}`);
    console.log(
      `seeded ${streams} streams, ${commits} commits, readable after ${seconds(begun).toFixed(0)} s`,
    );
    meter.take();
    const exported = performance.now();
    await consumers(local.url, 'export', folder);
    console.log(`exported in ${seconds(exported).toFixed(1)} s`);
    const rebuilt: Rebuilt[] = [];
    for (const [source, ...more] of [
      ['the log', '--segments', '4'],
      ['an export', '--from-export', folder],
    ] as const) {
      await outdateRows(dynamo);
      meter.take();
      const reading = new Reading(client, [...users.keys()]);
      const start = performance.now();
      await consumers(local.url, 'rebuild', 'iam/users', '--rate', rate, ...more);
      const took = seconds(start);
      const metered = meter.take();
      const { times, busy } = await reading.end();
      // A doorbell that was rung twice would be answered in the next round, and be counted there.
      await untilAnswered(client, PATIENCE);
      rebuilt.push({ source, streams, seconds: took, metered, reads: percentiles(times), busy });
    }
    await consumers(local.url, 'verify', 'iam/users', '--rate', '10000');
    console.log(`\n${reportOf(rebuilt, 'EventLogTable', usersTable.name)}`);
  } finally {
    client.close();
    await local.stop();
    meter.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the tool. @throws Error unless it ends with 0 */
async function consumers(url: string, ...args: readonly string[]): Promise<void> {
  const order = parseArguments(args);
  if (order.command === 'help') throw new Error('The help measures nothing.');
  const installation = await localInstallation(url);
  try {
    const code = await run(order, {
      contexts,
      installation,
      print: (line) => {
        console.log(`  ${line}`);
      },
      screen: process.stderr,
      signal: new AbortController().signal,
    });
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`);
  } finally {
    installation.close();
  }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000;
}
