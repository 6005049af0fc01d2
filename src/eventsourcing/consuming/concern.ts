import { versionAfter, type Commit } from '../log/commit';

/**
 * Versions after which a consumer looks at a stream even when nothing in it concerns it. Then it moves its checkpoint, so
 * the next commit that does concern it finds at most about so many to read from the log.
 */
export const MILESTONE = 100;

/**
 * Whether a commit is delivered to a consumer that handles certain event types alone: one of its events is of them, or it
 * reaches a milestone of its stream. It is told from the commit alone, so the broker and the consumer say the same.
 *
 * @param handles absent for all types
 */
export function concerns(commit: Commit, handles: ReadonlySet<string> | undefined): boolean {
  return (
    handles === undefined || commit.events.some(({ type }) => handles.has(type)) || reachesMilestone(commit)
  );
}

function reachesMilestone(commit: Commit): boolean {
  return milestones(versionAfter(commit)) > milestones(commit.version - 1);
}

function milestones(version: number): number {
  return Math.floor(version / MILESTONE);
}
