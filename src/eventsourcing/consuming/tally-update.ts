import { recordedEvents, versionAfter, type Commit, type RecordedEvent } from '../log/commit';
import type { Step } from './fold-into-steps';
import type { Counting, Share, Tally } from './tally';

/** Commits folded before they are written, so that a long stream makes progress that survives a time-out. */
const MAX_COMMITS = 1_000;

type Handler = (count: Counting, event: RecordedEvent) => void;

/** Consecutive commits of one stream folded into its share. */
export class TallyUpdate implements Step<TallyUpdate> {
  private constructor(
    private readonly tally: Tally,
    readonly share: Share,
    readonly version: number,
    private readonly commits: number,
  ) {}

  static from(tally: Tally, share: Share, version: number): TallyUpdate {
    return new TallyUpdate(tally, share, version, 0);
  }

  get isEmpty(): boolean {
    return this.commits === 0;
  }

  get fits(): boolean {
    return this.commits <= MAX_COMMITS;
  }

  /** @throws RangeError for what is no number to count by */
  with(commit: Commit): TallyUpdate {
    const share = new Map(this.share);
    const handlers: Readonly<Record<string, unknown>> = this.tally.on;
    for (const event of recordedEvents(commit)) {
      if (!Object.hasOwn(handlers, event.type)) continue;
      (handlers[event.type] as Handler)(countingIn(share, this.tally.name), event);
    }
    return new TallyUpdate(this.tally, share, versionAfter(commit), this.commits + 1);
  }

  next(): TallyUpdate {
    return TallyUpdate.from(this.tally, this.share, this.version);
  }
}

function countingIn(share: Map<string, number>, tally: string): Counting {
  const of = (counter: string): number => share.get(counter) ?? 0;
  return {
    of,
    add: (counter, by = 1) => {
      const sum = of(counter) + by;
      if (!Number.isSafeInteger(by) || !Number.isSafeInteger(sum)) {
        throw new RangeError(`${tally} adds ${by} to ${counter}: a tally counts by whole numbers.`);
      }
      if (sum === 0) share.delete(counter);
      else share.set(counter, sum);
    },
  };
}

/** What has to be added to the sums that include one share so that they include another. */
export function changesBetween(counted: Share, share: Share): Share {
  const counters = new Set([...counted.keys(), ...share.keys()]);
  return new Map(
    [...counters]
      .map((counter): [string, number] => [counter, (share.get(counter) ?? 0) - (counted.get(counter) ?? 0)])
      .filter(([, change]) => change !== 0),
  );
}

/** A share once changes were added to it. */
export function withChanges(counted: Share, changes: Share): Share {
  const share = new Map(counted);
  for (const [counter, change] of changes) {
    const sum = (share.get(counter) ?? 0) + change;
    if (sum === 0) share.delete(counter);
    else share.set(counter, sum);
  }
  return share;
}
