import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../support/api-client';

/** A command that was answered with 202. */
export interface Acknowledged {
  readonly id: string;
  readonly version: number;
  /** `performance.now()` when the answer was there. */
  readonly at: number;
}

export interface LoadResult {
  readonly acknowledged: number;
  /** Answers by status other than 202. */
  readonly refused: Readonly<Record<number, number>>;
  /** Milliseconds from the moment a command was due to its answer. */
  readonly answerTimes: readonly number[];
}

/** Every third command registers a user, the others rename one that is there. */
const REGISTER_EVERY = 3;

/**
 * Sends commands at a steady rate, whether or not the earlier ones are answered, so that a slow system cannot slow
 * its own measurement down.
 */
export async function sendCommands(
  client: ApiClient,
  users: string[],
  { rate, count }: { readonly rate: number; readonly count: number },
  onAcknowledged: (command: Acknowledged) => void,
): Promise<LoadResult> {
  const start = performance.now();
  const refused: Record<number, number> = {};
  const answerTimes: number[] = [];
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    underWay.push(
      send(client, users, index).then(({ id, status, version }) => {
        const at = performance.now();
        answerTimes.push(at - due);
        if (status === 202) onAcknowledged({ id, version, at });
        else refused[status] = (refused[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(underWay);
  return { acknowledged: answerTimes.length - sum(Object.values(refused)), refused, answerTimes };
}

async function send(
  client: ApiClient,
  users: string[],
  index: number,
): Promise<{ id: string; status: number; version: number }> {
  const known = index % REGISTER_EVERY === 0 ? undefined : users[Math.floor(Math.random() * users.length)];
  const id = known ?? randomUUID();
  const { status, body } = known
    ? await client.call('PUT', `/users/${id}`, { firstName: `Ann ${index}`, lastName: 'Lee' })
    : await client.call('POST', '/users', { id, email: `${id}@example.com` });
  if (!known && status === 202) users.push(id);
  return { id, status, version: (body as { version?: number }).version ?? 0 };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
