import { randomUUID } from 'node:crypto';
import type { Aggregate } from '../../kernel/aggregate-root';
import type { CommandContext } from './command-context';
import type { Commit } from '../log/commit';
import type { HeldAggregate } from './held-aggregate';
import { otherVersion } from './refusals';

/**
 * Decides, and leaves the events raised. A decision on a state that may be old stands only if events came of it, as
 * the append proves it new; otherwise the log is read, and the decision made again.
 */
export async function decideOn<A extends Aggregate>(
  held: HeldAggregate<A>,
  context: CommandContext,
  decide: (aggregate: A) => void,
): Promise<void> {
  const { aggregate } = held;
  const attempt = (): void => {
    expectVersion(aggregate.version, context);
    decide(aggregate);
  };
  if (!held.isTrusted) await held.catchUp();
  if (!held.isCurrent) {
    try {
      attempt();
      if (aggregate.raised.length > 0) return;
    } catch {
      // Not a refusal yet: the state may be old. What still stands in the way of the newest one is thrown below.
    }
    await held.catchUp();
  }
  attempt();
}

/** What an aggregate has raised, as one commit. */
export function commitOf(
  stream: string,
  { loaded, raised }: Aggregate,
  { actor, correlationId, causationId }: CommandContext,
): Commit {
  return {
    stream,
    version: loaded.version + 1,
    commitId: randomUUID(),
    committedAt: new Date().toISOString(),
    actor,
    correlationId,
    causationId,
    events: raised,
  };
}

/** @throws DomainError for another version than the client names */
export function expectVersion(version: number, { expectedVersion }: CommandContext): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw otherVersion(version);
}
