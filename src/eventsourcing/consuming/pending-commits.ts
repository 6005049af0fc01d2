import { versionAfter, type Commit } from '../log/commit';

/**
 * Of the commits that were delivered, those that come next after `version`, in order and each once; `undefined` when
 * one between them is missing and the log has to be asked. Empty when all of them are old.
 */
export function pendingCommits(delivered: readonly Commit[], version: number): readonly Commit[] | undefined {
  const pending: Commit[] = [];
  let reached = version;
  for (const commit of delivered.toSorted((a, b) => a.version - b.version)) {
    if (versionAfter(commit) <= reached) continue;
    if (commit.version !== reached + 1) return undefined;
    pending.push(commit);
    reached = versionAfter(commit);
  }
  return pending;
}
