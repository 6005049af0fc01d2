import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { randomUUID } from 'node:crypto';
import type { Candidate } from './candidates';

/** Records of one invocation: BatchSize in template.yaml. */
export const BATCH_SIZE = 100;

export interface Load {
  /** Invocations at once, each in an environment of its own: ParallelizationFactor. */
  readonly invocations: number;
  /** Batches that each of them works through, one after the other. */
  readonly batches: number;
  /** Commits of one stream in a batch. */
  readonly perStream: number;
}

/** Imports the broker, tries it out, and works through its batches when it is told to. */
const ENVIRONMENT = `
  const { parentPort, workerData: { file, warmUp, batches } } = require('node:worker_threads');
  import(file).then(async ({ handler }) => {
    const work = async (Records) => {
      const { batchItemFailures: failures } = await handler({ Records });
      if (failures.length > 0) throw new Error(failures.length + ' records were not sent');
    };
    await work(warmUp);
    parentPort.once('message', async () => {
      for (const Records of batches) await work(Records);
      parentPort.postMessage('done');
    });
    parentPort.postMessage('ready');
  });`;

/** @returns commits per second @throws Error when a record was not sent */
export async function commitsPerSecond(
  { file, hasEnvelope }: Candidate,
  { invocations, batches, perStream }: Load,
  { environment, begin }: { environment: Record<string, string>; begin: () => void },
): Promise<number> {
  const workers = Array.from({ length: invocations }, () => {
    const batch = batchesOf(perStream, hasEnvelope);
    const workerData = {
      file: pathToFileURL(file).href,
      warmUp: batch(0),
      batches: Array.from({ length: batches }, (_, index) => batch(index)),
    };
    return new Worker(ENVIRONMENT, { eval: true, workerData, env: environment });
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    begin();
    const start = performance.now();
    const done = Promise.all(workers.map((worker) => once(worker, 'message')));
    for (const worker of workers) worker.postMessage('go');
    await done;
    return (invocations * batches * BATCH_SIZE * 1000) / (performance.now() - start);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Batches of the same streams, each going on where the one before ended, its streams interleaved. */
function batchesOf(perStream: number, hasEnvelope: boolean): (index: number) => object[] {
  const streams = Array.from({ length: BATCH_SIZE / perStream }, () => `iam/user#${randomUUID()}`);
  return (index) =>
    Array.from({ length: BATCH_SIZE }, (_, record) => {
      const stream = streams[record % streams.length] ?? '';
      const version = index * perStream + Math.floor(record / streams.length) + 1;
      const commit = commitOf(stream, version);
      const data = JSON.stringify(hasEnvelope ? { commit } : commit);
      return { kinesis: { sequenceNumber: String(record), data: Buffer.from(data).toString('base64') } };
    });
}

/** About 500 bytes as JSON. */
function commitOf(stream: string, version: number): object {
  return {
    stream,
    version,
    commitId: randomUUID(),
    committedAt: '2026-11-21T10:00:00.000Z',
    actor: randomUUID(),
    correlationId: randomUUID(),
    causationId: randomUUID(),
    events: [{ type: 'iam/user/renamed', data: { firstName: 'x'.repeat(80), lastName: 'y'.repeat(80) } }],
  };
}
