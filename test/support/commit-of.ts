import type { Envelope } from '../../src/eventsourcing/consuming/delivery/envelope';
import { randomUUID } from 'node:crypto';
import type { CommandContext, IdempotencyRecord } from '../../src/eventsourcing/writing/command-context';
import type { Commit } from '../../src/eventsourcing/log/commit';
import type { DomainEvent } from '../../src/kernel/domain-event';

export const context: CommandContext = {
  correlationId: 'a-request',
  causationId: 'a-cause',
  actor: 'a-tester',
};

/** A commit whose events begin at `version`. */
export function commitOf(stream: string, version: number, ...events: readonly DomainEvent[]): Commit {
  return {
    stream,
    version,
    commitId: randomUUID(),
    committedAt: '2026-11-21T10:00:00.000Z',
    ...context,
    events,
  };
}

/** `count` commits of one event each, from version 1 on. */
export function commitsOf(stream: string, count: number, event: DomainEvent): Commit[] {
  return Array.from({ length: count }, (_, index) => commitOf(stream, index + 1, event));
}

/** Of a box that nothing has happened to. */
export const newStream = (): string => `shop/box#${randomUUID()}`;

/** What was answered to a request under a key of its own, good for a minute. */
export function recordOf(more: Partial<IdempotencyRecord> = {}): IdempotencyRecord {
  return {
    actor: 'ann',
    attempt: 'a request',
    key: randomUUID(),
    fingerprint: 'of the request',
    id: 'one',
    version: 1,
    expiresAt: Math.floor(Date.now() / 1000) + 60,
    ...more,
  };
}

/** Everything that a stream or a page yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Commits as they travel. */
export function enveloped(commits: readonly Commit[]): Envelope[] {
  return commits.map((commit) => ({ commit }));
}
