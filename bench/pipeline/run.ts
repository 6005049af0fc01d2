import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { usersTable } from '../../src/contexts/iam/user/read/user.tables';
import { ApiClient } from '../support/api-client';
import { sendCommands } from './load';
import { localDynamo } from '../support/local-dynamo';
import { startLocally } from '../../test/support/local-process';
import { Observer } from './observer';
import { percentiles } from '../support/percentiles';
import { usageOf } from './process-tree';
import { heading, phaseLine, type Phase } from './report';
import { verifyUsers } from './verify';

const HELP = `Measures the local pipeline: from 202 to readable, at several rates, in one run.

  --rates 50,100,300   commands a second, one phase each
  --seconds 60         length of each phase
  --longest 20000      commands of the last phase, to see whether it stays flat
`;
const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '50,100,300' },
    seconds: { type: 'string', default: '60' },
    longest: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
/** Commands at either end of a phase that are compared to see whether it is flat. */
const END = 1_000;
const PATIENCE = 60_000;

if (values.help) {
  console.log(HELP);
} else {
  const rates = values.rates.split(',').map(Number);
  console.log(heading(cpus().length, process.version));
  const faults = await measure(rates, Number(values.seconds), Number(values.longest));
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    process.exitCode = 1;
  }
}

async function measure(
  rates: readonly number[],
  seconds: number,
  longest: number,
): Promise<readonly string[]> {
  const local = await startLocally(0);
  const client = await ApiClient.of(local.url);
  try {
    const dynamo = await localDynamo(client);
    const users: string[] = [];
    let acknowledged = 0;
    for (const [index, rate] of rates.entries()) {
      const isLast = index === rates.length - 1;
      const count = Math.max(rate * seconds, isLast ? longest : 0);
      const phase = await runPhase(client, dynamo, local.pid, users, { rate, count });
      acknowledged += phase.load.acknowledged;
      console.log(phaseLine(phase));
    }
    const { events, streams, faults } = await verifyUsers(dynamo, acknowledged);
    console.log(`\n${events} events in ${streams} streams; ${faults.length} lost, reordered or duplicated.`);
    return faults;
  } finally {
    client.close();
    await local.stop();
  }
}

async function runPhase(
  client: ApiClient,
  dynamo: DynamoDBClient,
  pid: number,
  users: string[],
  { rate, count }: { readonly rate: number; readonly count: number },
): Promise<Phase> {
  const observer = new Observer(dynamo, usersTable.name);
  const before = usageOf(pid);
  const start = performance.now();
  const load = await sendCommands(client, users, { rate, count }, observer.expect);
  const after = usageOf(pid);
  const seconds = (performance.now() - start) / 1000;
  await observer.finish(PATIENCE);
  const { delays } = observer;
  return {
    rate,
    load,
    answers: percentiles(load.answerTimes),
    readable: percentiles(delays),
    first: percentiles(delays.slice(0, END)),
    last: percentiles(delays.slice(-END)),
    cpu: (after.cpu - before.cpu) / seconds,
    memory: after.memory,
  };
}
