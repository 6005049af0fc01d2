import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Installation } from '../installation/installation';
import { CATCH_UP_DEAD_LETTER_QUEUE, CATCH_UP_QUEUE } from './bell';
import { depthOf, type QueueDepth } from './queue-tools';
import { FAILED_EVENTS_BUCKET, isDeadLetterQueue } from './redrive';

export interface QueueLine extends QueueDepth {
  readonly queue: string;
  /** What its messages mean for an operator. */
  readonly role: 'commits' | 'dead letters' | 'ringing' | 'parked';
}

/** The queues of an installation, and how much is in each. */
export async function queueLines({
  sqs,
  nameOf,
  queues,
}: Pick<Installation, 'sqs' | 'nameOf' | 'queues'>): Promise<QueueLine[]> {
  return Promise.all(
    queues.map(async (queue) => ({ queue, role: roleOf(queue), ...(await depthOf(sqs, nameOf(queue))) })),
  );
}

/** Batches that a stream mapping gave up. */
export async function countFailedBatches({
  s3: client,
  nameOf,
}: Pick<Installation, 's3' | 'nameOf'>): Promise<number> {
  let count = 0;
  const Bucket = nameOf(FAILED_EVENTS_BUCKET);
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
    count += Contents.length;
  return count;
}

/** Whether somebody has to look: something was given up or put aside. */
export function needsAttention(lines: readonly QueueLine[], failedBatches: number): boolean {
  const isWaiting = ({ role, waiting, inFlight, delayed }: QueueLine): boolean =>
    (role === 'dead letters' || role === 'parked') && waiting + inFlight + delayed > 0;
  return failedBatches > 0 || lines.some(isWaiting);
}

function roleOf(queue: string): QueueLine['role'] {
  if (queue === CATCH_UP_QUEUE) return 'ringing';
  if (queue === CATCH_UP_DEAD_LETTER_QUEUE) return 'parked';
  return isDeadLetterQueue(queue) ? 'dead letters' : 'commits';
}
