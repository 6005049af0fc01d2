import { versionAfter, type Commit } from '../../src/eventsourcing/log/commit';
import type { EventLog } from '../../src/eventsourcing/log/event-log';
import type { StreamDirectory } from '../../src/eventsourcing/log/stream-directory';
import type { Catalogue, ConsumerEntry, Standing } from './catalogue';
import { Pace } from './pace';
import type { Progress } from './progress';
import { groupsOf } from './stream-groups';

/** How far a consumer has come, over all streams that it follows. */
export interface ConsumerLine {
  readonly consumer: ConsumerEntry;
  streams: number;
  streamsBehind: number;
  eventsBehind: number;
  /** When the oldest commit that it has not taken was made: ISO 8601. */
  oldest?: string;
  /** Rows that an older revision wrote; they count as not made yet. */
  outdated: number;
}

export interface SurveyParts {
  readonly catalogue: Catalogue;
  readonly log: EventLog;
  readonly directory: StreamDirectory;
  readonly progress: Progress;
}

/**
 * Compares what every consumer has done with the log, stream by stream, while commands go on: what is on its way counts
 * as behind.
 *
 * @param rate streams a second
 * @throws what the signal was aborted with
 */
export async function survey(
  { catalogue, log, directory, progress }: SurveyParts,
  { rate, signal }: { readonly rate: number; readonly signal: AbortSignal },
): Promise<ConsumerLine[]> {
  const pace = new Pace(rate);
  const lines = catalogue.consumers.map((consumer): ConsumerLine => ({
    consumer,
    streams: 0,
    streamsBehind: 0,
    eventsBehind: 0,
    outdated: 0,
  }));
  for (const type of new Set(catalogue.consumers.flatMap(({ follows }) => follows))) {
    const following = lines.filter(({ consumer }) => consumer.follows.includes(type));
    for await (const streams of groupsOf(directory, type)) {
      signal.throwIfAborted();
      await pace.take(streams.length);
      // The checkpoints first: what is committed in between is on its way, and nothing is ahead of the log.
      const standings = await Promise.all(following.map(({ consumer }) => consumer.checkpoints(streams)));
      const lasts = await Promise.all(streams.map((stream) => lastVersion(log, stream)));
      for (const [index, line] of following.entries()) await add(line, standings[index] ?? [], lasts, log);
      progress.add(streams.length);
    }
  }
  progress.end();
  return lines;
}

async function add(
  line: ConsumerLine,
  standings: readonly Standing[],
  lasts: readonly number[],
  log: EventLog,
): Promise<void> {
  for (const [index, { stream, version, isOutdated }] of standings.entries()) {
    const last = lasts[index] ?? 0;
    line.streams += 1;
    if (isOutdated) line.outdated += 1;
    const next = last > version ? await nextFor(line.consumer, log, stream, version) : undefined;
    if (!next) continue;
    const { committedAt } = next;
    line.streamsBehind += 1;
    line.eventsBehind += last - next.version + 1;
    if (line.oldest === undefined || committedAt < line.oldest) line.oldest = committedAt;
  }
}

/** The first commit after a version that a consumer has something to do with: without one it is not behind. */
async function nextFor(
  { handles }: ConsumerEntry,
  log: EventLog,
  stream: string,
  version: number,
): Promise<Commit | undefined> {
  const range = { from: version + 1, ...(!handles && { expected: 1 }) };
  for await (const commit of log.read(stream, range)) {
    if (!handles || commit.events.some(({ type }) => handles.has(type))) return commit;
  }
  return undefined;
}

async function lastVersion(log: EventLog, stream: string): Promise<number> {
  for await (const commit of log.read(stream, { order: 'newest-first', expected: 1 })) {
    return versionAfter(commit);
  }
  return 0;
}
