import type { Installation } from '../installation/installation';
import { CATCH_UP_DEAD_LETTER_QUEUE, CATCH_UP_QUEUE } from './bell';
import { depthOf, type QueueDepth } from './queue-tools';

export interface QueueLine extends QueueDepth {
  readonly queue: string;
  /** What its messages mean for an operator. */
  readonly role: 'work' | 'dead letters' | 'catch-up' | 'parked';
}

/** The queues of an installation, and how much is in each. */
export async function queueLines({ sqs, nameOf, queues }: Installation): Promise<QueueLine[]> {
  return Promise.all(
    queues.map(async (queue) => ({ queue, role: roleOf(queue), ...(await depthOf(sqs, nameOf(queue))) })),
  );
}

function roleOf(queue: string): QueueLine['role'] {
  if (queue === CATCH_UP_QUEUE) return 'catch-up';
  if (queue === CATCH_UP_DEAD_LETTER_QUEUE) return 'parked';
  return queue.endsWith('DeadLetterQueue') ? 'dead letters' : 'work';
}

/** Whether somebody has to look: something was given up or put aside. */
export function needsAttention(lines: readonly QueueLine[]): boolean {
  return lines.some(({ role, waiting, inFlight }) => {
    return (role === 'dead letters' || role === 'parked') && waiting + inFlight > 0;
  });
}
