import { isDeepStrictEqual } from 'node:util';
import type { Share, Tally } from '../../../../src/eventsourcing/consuming/tally';
import { countedBy } from '../../../../src/eventsourcing/consuming/tally';
import type { StoredShare } from '../../../../src/eventsourcing/consuming/tally-store';
import { TallyUpdate } from '../../../../src/eventsourcing/consuming/tally-update';
import { versionAfter } from '../../../../src/eventsourcing/log/commit';
import type { EventLog } from '../../../../src/eventsourcing/log/event-log';
import type { HeadKind } from '../difference';

export interface ShareJudgement {
  /** Absent when it is right. */
  readonly kind?: HeadKind;
  /** Version of the stream. */
  readonly last: number;
}

/**
 * Compares what a tally has stored of a stream with the log.
 *
 * @param seen `damaged` for a row that is no share
 */
export async function judgeShare(
  tally: Tally,
  log: EventLog,
  stream: string,
  seen: StoredShare | 'damaged' | undefined,
): Promise<ShareJudgement> {
  const stored = seen === 'damaged' ? undefined : seen;
  const { last, share, isBehind } = await foldUpTo(tally, log, stream, stored?.version ?? 0);
  const is = (kind: HeadKind): ShareJudgement => ({ kind, last });
  if (last === 0) return seen ? is('orphan') : { last };
  if (seen === 'damaged') return is('unversioned');
  if (!stored) return isBehind ? is('missing') : { last };
  const { revision: current = 1 } = tally;
  if (stored.revision !== current) return is(stored.revision < current ? 'outdated' : 'newer');
  if (stored.version > last) return is('ahead');
  if (!share) return is('unversioned');
  if (!stored.isWhole) return is('late');
  if (!isDeepStrictEqual(sorted(stored.counted), sorted(share))) return is('wrong');
  return isBehind ? is('late') : { last };
}

/** @returns the share at a version (absent when no commit ends with it), and whether anything after it counts */
async function foldUpTo(
  tally: Tally,
  log: EventLog,
  stream: string,
  version: number,
): Promise<{ readonly last: number; readonly share?: Share; readonly isBehind: boolean }> {
  const counted = new Set(countedBy(tally));
  let update = TallyUpdate.from(tally, new Map(), 0);
  let share: Share | undefined = version === 0 ? update.share : undefined;
  let isBehind = false;
  let last = 0;
  for await (const commit of log.read(stream)) {
    last = versionAfter(commit);
    if (last > version) {
      isBehind ||= commit.events.some(({ type }) => counted.has(type));
      continue;
    }
    update = update.with(commit);
    if (last === version) ({ share } = update);
  }
  return { last, isBehind, ...(share && { share }) };
}

function sorted(share: Share): readonly (readonly [string, number])[] {
  return [...share].sort(([one], [other]) => (one < other ? -1 : 1));
}
