import { setTimeout as sleep } from 'node:timers/promises';
import { TOGETHER } from './bell';
import type { KeptRows } from './catalogue';
import type { Progress } from './progress';
import type { StoredRows } from './verify/stored-rows';

/** Times that what is left is rung again before it is left to people. */
const RINGS = 3;
/** Milliseconds between two looks, at least. */
const PAUSE = 500;
/** Times as long as a look took, so that looking at a large table is a fifth of its bill and no more. */
const LOOKS = 4;

export interface SweepParts {
  readonly kept: KeptRows;
  readonly stored: Pick<StoredRows, 'pages'>;
  /** Rings some streams again, `TOGETHER` at most. */
  readonly ring: (streams: readonly string[]) => Promise<void>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Waits until no row of an older revision is left, while the rung consumer folds them again. When nothing moves for a
 * while, those that are left are rung again.
 *
 * @param patience milliseconds without any progress
 * @returns rows that are left all the same
 * @throws what the signal was aborted with
 */
export async function sweep(parts: SweepParts, patience: number): Promise<number> {
  const { signal, progress } = parts;
  let least = Infinity;
  let since = Date.now();
  let all: number | undefined;
  try {
    for (let rings = 0; ;) {
      signal.throwIfAborted();
      const looked = Date.now();
      const isStuck = looked - since >= patience;
      const left = await outdated(parts, isStuck && rings < RINGS);
      all ??= left;
      progress.add(Math.max(0, Math.min(least, all) - left), all);
      if (left === 0 || (isStuck && left >= least && rings === RINGS)) return left;
      if (isStuck) rings += 1;
      if (left < least || isStuck) since = Date.now();
      least = Math.min(least, left);
      await sleep(Math.max(PAUSE, LOOKS * (Date.now() - looked)));
    }
  } finally {
    progress.end();
  }
}

async function outdated({ kept, stored, ring }: SweepParts, isRung: boolean): Promise<number> {
  let count = 0;
  for await (const rows of stored.pages(kept.table)) {
    const old = rows.filter(({ revision = 1 }) => typeof revision === 'number' && revision < kept.revision);
    const streams = old.flatMap((row) => kept.streamOf(row) ?? []);
    count += streams.length;
    for (let at = 0; isRung && at < streams.length; at += TOGETHER)
      await ring(streams.slice(at, at + TOGETHER));
  }
  return count;
}
