import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentiles } from '../support/percentiles';
import { candidates } from './candidates';
import { BATCH_SIZE, commitsPerSecond, type Load } from './invocations';
import { SlowQueue } from './slow-queue';

/** Commits a second that the built broker sends to a queue that answers in 20 ms, beside the broker of another commit. */
const { values } = parseArgs({ options: { against: { type: 'string' } } });
const LATENCY = 20;
const ROUNDS = 5;

const loads: readonly Load[] = [
  { invocations: 1, batches: 20, perStream: 1 },
  { invocations: 1, batches: 20, perStream: 5 },
  { invocations: 10, batches: 10, perStream: 1 },
  { invocations: 10, batches: 10, perStream: 5 },
];

const directory = mkdtempSync(join(tmpdir(), 'foldline-broker-'));
const queue = await SlowQueue.start(LATENCY);
const url = `${queue.endpoint}/000000000000/IamUserQueue.fifo`;
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_ENDPOINT_URL_SQS: queue.endpoint,
  LOG_LEVEL: 'WARN',
  IAM_USER_QUEUES: url,
  // Its name before a type could have several.
  IAM_USER_QUEUE: url,
};
try {
  const brokers = await candidates(directory, values.against);
  console.log(
    `Node ${process.version}, batches of ${BATCH_SIZE}, ${LATENCY} ms a call, median of ${ROUNDS}\n`,
  );
  console.log('| invocations at once | commits of a stream in a batch | broker | commits/s | calls | x |');
  console.log('| ---: | ---: | --- | ---: | ---: | ---: |');
  for (const load of loads) {
    const speeds = brokers.map(() => [] as number[]);
    const calls = brokers.map(() => 0);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, broker] of brokers.entries()) {
        queue.reset();
        const begin = (): void => {
          queue.reset();
        };
        speeds[index]?.push(await commitsPerSecond(broker, load, { environment, begin }));
        const sent = load.invocations * load.batches * BATCH_SIZE;
        if (queue.messages !== sent) throw new Error(`${queue.messages} messages came of ${sent}.`);
        if (queue.outOfOrder.size > 0) throw new Error(`${queue.outOfOrder.size} streams came out of order.`);
        calls[index] = queue.calls;
      }
    }
    const medians = speeds.map((each) => percentiles(each).p50);
    for (const [index, { name }] of brokers.entries()) {
      const speed = medians[index] ?? NaN;
      const cells = [load.invocations, load.perStream, name, Math.round(speed), calls[index] ?? 0];
      console.log(`| ${cells.join(' | ')} | ${(speed / (medians[0] ?? NaN)).toFixed(1)} |`);
    }
  }
} finally {
  queue.stop();
  rmSync(directory, { recursive: true });
}
