import { sideBySide } from '../../../src/eventsourcing/consuming/side-by-side';
import { groupsOf } from '../../archive/groups-of';
import type { StreamCommits } from '../../archive/partitions';
import type { Pace } from '../pace';
import type { Progress } from '../progress';
import type { Outcome, RowWriter } from './row-writer';
import type { SortedExport } from './sort-export';

/** Streams whose rows are looked up together, and of which this many are written at the same time. */
const TOGETHER = 100;
const WIDTH = 16;

export interface WriteRowsParts {
  readonly writer: RowWriter;
  readonly pace: Pace;
  readonly progress: Progress;
  /** Told of each stream. */
  readonly told: (stream: string, outcome: Outcome) => Promise<void>;
}

/**
 * Brings the rows of all streams to where the export ends.
 *
 * @throws what the signal was aborted with, between two writes
 */
export async function writeRows(
  { partitions, commits: all }: SortedExport,
  parts: WriteRowsParts,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let index = 0; index < partitions.count; index += 1) {
      for await (const group of groupsOf(partitions.streams(index), TOGETHER)) {
        signal.throwIfAborted();
        await writeGroup(group, parts);
        parts.progress.add(
          group.reduce((sum, { commits }) => sum + commits.length, 0),
          all,
        );
      }
    }
  } finally {
    parts.progress.end();
  }
}

async function writeGroup(
  group: readonly StreamCommits[],
  { writer, pace, told }: WriteRowsParts,
): Promise<void> {
  const starts = await writer.checkpoints(group.map(({ stream }) => stream));
  await sideBySide(group.entries(), WIDTH, async ([index, exported]) => {
    const start = starts[index];
    if (!start) throw new Error(`There is no checkpoint for ${exported.stream}.`);
    if (!writer.isUpToDate(start, exported)) await pace.take(1);
    await told(exported.stream, await writer.write(start, exported));
  });
}
