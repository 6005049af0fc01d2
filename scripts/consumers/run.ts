import { randomUUID } from 'node:crypto';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import { Bell, CATCH_UP_DEAD_LETTER_QUEUE } from './bell';
import { catalogueOf, checkFollows } from './catalogue';
import { exportLog } from './export-log';
import { processLines } from './open-instances';
import { parkedOf } from './parked';
import { Progress } from './progress';
import { receiveAll } from './queue-tools';
import { rebuild } from './rebuild';
import { Redrive, type Redriven } from './redrive';
import { consumerTable, describeParked, describeRedriven, processTable, queueTable } from './report';
import { countFailedBatches, needsAttention, queueLines } from './status';
import { survey } from './survey';
import { currentOf, switchesIn, switchReads } from './switch-reads';
import type { Of, Order, Surroundings } from './surroundings';
import { verify } from './verify/verify';

/** Carries out one command. @returns the exit code @throws Error with one line that says what to do */
export async function run(order: Order, around: Surroundings): Promise<0 | 1> {
  switch (order.command) {
    case 'status':
      return status(order, around);
    case 'ring':
      return ring(order, around);
    case 'rebuild':
      return rebuild(order, around);
    case 'park-list':
      return parkList(order, around);
    case 'redrive':
      return redrive(order, around);
    case 'export':
      return exportLog(order, around);
    case 'verify':
      return verify(order, around);
    case 'switch':
      return switchReads(order, around);
  }
}

async function status({ quick, rate }: Of<'status'>, around: Surroundings): Promise<0 | 1> {
  const { contexts, installation, print, screen, signal } = around;
  const { dynamodb, nameOf } = installation;
  if (!quick) {
    const catalogue = catalogueOf(contexts, installation);
    const log = new DynamoEventStore(dynamodb, nameOf);
    const directory = new DynamoStreamDirectory(dynamodb, nameOf);
    const progress = new Progress('streams', screen);
    const lines = await survey({ catalogue, log, directory, progress }, { rate, signal });
    for (const line of consumerTable(lines, Date.now())) print(line);
    for (const each of switchesIn(contexts)) {
      const { reads, since } = await currentOf(each, installation);
      print(`${each.from}: queries read ${reads}, since ${since}`);
    }
    print('');
    const processes = await processLines(contexts, installation);
    for (const line of processTable(processes, Date.now())) print(line);
    print('');
  }
  const [queues, failed] = await Promise.all([queueLines(installation), countFailedBatches(installation)]);
  for (const line of queueTable(queues)) print(line);
  print(`failed batches: ${failed}`);
  if (!needsAttention(queues, failed)) return 0;
  print('Something was given up: see park list and the ERROR lines, mend the cause, then redrive.');
  return 1;
}

async function ring({ consumer, stream }: Of<'ring'>, around: Surroundings): Promise<0> {
  const { contexts, installation, print } = around;
  const entry = catalogueOf(contexts, installation).get(consumer);
  checkFollows(entry, stream);
  await new Bell(installation).ring(entry, [stream]);
  print(`rung: ${consumer} ${stream}`);
  return 0;
}

async function parkList({ consumer }: Of<'park-list'>, around: Surroundings): Promise<0> {
  const { contexts, installation, print, signal } = around;
  // A parked consumer may have left the manifests, so only one that is parked nowhere is a mistake.
  const { sqs, nameOf } = installation;
  let count = 0;
  for await (const { body } of receiveAll(sqs, nameOf(CATCH_UP_DEAD_LETTER_QUEUE))) {
    const parked = parkedOf(body);
    if (consumer !== undefined && (parked.kind !== 'doorbell' || parked.consumer !== consumer)) continue;
    count += 1;
    print(describeParked(parked));
    signal.throwIfAborted();
  }
  if (count === 0 && consumer !== undefined) catalogueOf(contexts, installation).get(consumer);
  print(`parked: ${count}`);
  return 0;
}

async function redrive({ consumer, dryRun }: Of<'redrive'>, around: Surroundings): Promise<0 | 1> {
  const { contexts, installation, print, signal } = around;
  const catalogue = catalogueOf(contexts, installation);
  if (consumer !== undefined) catalogue.get(consumer);
  const options = { consumer, dryRun, replayId: randomUUID() };
  const counts: Record<Redriven['outcome'], number> = { rung: 0, returned: 0, left: 0 };
  for await (const each of new Redrive(installation, catalogue, new Bell(installation), options).run()) {
    counts[each.outcome] += 1;
    print(describeRedriven(each, dryRun));
    if (signal.aborted) throw new Error('Interrupted; run it again for the rest, nothing is lost');
  }
  print(`rung: ${counts.rung}, returned: ${counts.returned}, left: ${counts.left}`);
  return counts.left > 0 ? 1 : 0;
}
