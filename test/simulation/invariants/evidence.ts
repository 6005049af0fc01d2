import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import type { Tally } from '../../../src/eventsourcing/consuming/tally';
import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { MemoryTables } from '../../support/memory/memory-tables';
import type { Asked } from '../workload/client';

/** What there is once all is at rest. */
export interface Evidence {
  /** The commits of each stream, as the log has them. */
  readonly streams: ReadonlyMap<string, readonly Commit[]>;
  readonly tables: MemoryTables;
  /** Of the code that is deployed last. */
  readonly projections: readonly Projection[];
  readonly tallies: readonly Tally[];
  readonly asked: readonly Asked[];
}

/** What does not hold, in words; nothing when all of it does. */
export type Invariant = (evidence: Evidence) => Iterable<string>;

export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1);
}

/** Streams of one aggregate type. */
export function* streamsOf(
  { streams }: Evidence,
  type: string,
): Generator<readonly [string, readonly Commit[]]> {
  for (const [stream, commits] of streams) if (stream.startsWith(`${type}#`)) yield [idOf(stream), commits];
}
