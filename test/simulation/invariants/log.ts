import { versionAfter } from '../../../src/eventsourcing/log/commit';
import type { Asked } from '../workload/client';
import type { Evidence, Invariant } from './evidence';

export const versionsAreContiguous: Invariant = function* ({ streams }) {
  const ids = new Set<string>();
  for (const [stream, commits] of streams) {
    let version = 0;
    for (const commit of commits) {
      if (commit.version !== version + 1)
        yield `${stream} goes from version ${version} to ${commit.version}.`;
      if (ids.has(commit.commitId)) yield `${stream} has commit ${commit.commitId} twice.`;
      ids.add(commit.commitId);
      version = versionAfter(commit);
    }
  }
};

/** What was acknowledged is in the log, once, with the version that was told; what was refused is not; the rest at most once. */
export const commandsHaveOneEffect: Invariant = function* (evidence) {
  const versions = versionsByCause(evidence);
  for (const asked of evidence.asked) {
    const made = asked.requests.flatMap((request) => versions.get(request) ?? []);
    const fault = faultOf(asked, made);
    if (fault !== undefined) yield `Command ${asked.planned.number}, ${asked.planned.command.type}: ${fault}`;
  }
};

function faultOf({ outcome, version, requests }: Asked, made: readonly number[]): string | undefined {
  if (made.length > 1) return `it was carried out ${made.length} times.`;
  if (outcome === 'accepted' && made.length === 0) return 'it was acknowledged, and is not in the log.';
  if (outcome === 'accepted' && made[0] !== version)
    return `version ${version ?? 0} was acknowledged, and it made ${made[0] ?? 0}.`;
  // Of several requests one may have been refused while another was still under way.
  if (outcome === 'refused' && requests.length === 1 && made.length > 0)
    return 'it was refused, and is in the log.';
  return undefined;
}

/** Versions that requests led to. */
function versionsByCause({ streams }: Evidence): ReadonlyMap<string, readonly number[]> {
  const versions = new Map<string, number[]>();
  for (const commit of [...streams.values()].flat()) {
    const made = versions.get(commit.causationId) ?? [];
    versions.set(commit.causationId, [...made, versionAfter(commit)]);
  }
  return versions;
}
