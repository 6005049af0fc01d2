import { createHash } from 'node:crypto';
import type { Command } from '../../kernel/command';
import type { Commit } from '../log/commit';
import type { CommandContext } from '../writing/command-context';

/**
 * Of a command that a process sends because of a commit. The same command sent again because of the same commit has
 * the same idempotency key, so it has no second effect.
 */
export function contextOfReaction(process: string, commit: Commit, command: Command): CommandContext {
  const key = digestOf([process, commit.commitId, command]);
  return {
    actor: process,
    correlationId: commit.correlationId,
    causationId: commit.commitId,
    idempotency: { key, fingerprint: digestOf(command) },
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
