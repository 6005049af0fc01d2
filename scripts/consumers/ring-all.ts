import type { StreamDirectory } from '../../src/eventsourcing/log/stream-directory';
import { TOGETHER, type Bell } from './bell';
import type { ConsumerEntry } from './catalogue';
import { Pace } from './pace';
import type { Progress } from './progress';

/** Names in one page of the directory. */
const PAGE = 1_000;

/** Where a walk over all streams goes on: index of the aggregate type, and the directory's own cursor. */
interface Place {
  readonly source: number;
  readonly after?: string;
  /** Streams of the page that were rung already. */
  readonly done: number;
}

export interface RingAllOptions {
  /** Doorbells a second. */
  readonly rate: number;
  /** Of an interrupted run. */
  readonly after: string | undefined;
  /** Ends the walk after the call under way. */
  readonly signal: AbortSignal;
}

export interface RingAllParts {
  readonly bell: Pick<Bell, 'ring'>;
  readonly directory: StreamDirectory;
  readonly progress: Progress;
}

/**
 * Rings every stream that a consumer follows.
 *
 * @param reached told after every call where an interrupted run would go on
 * @returns doorbells sent, and whether that was all
 * @throws Error for a cursor that no run has printed, and when a doorbell was not taken
 */
export async function ringAll(
  consumer: ConsumerEntry,
  { bell, directory, progress }: RingAllParts,
  { rate, after, signal }: RingAllOptions,
  reached: (cursor: string) => void,
): Promise<{ readonly rung: number; readonly isFinished: boolean }> {
  const start = placeOf(after);
  const all = await count(consumer, directory, start, signal);
  const pace = new Pace(rate);
  let rung = 0;
  try {
    for await (const { streams, place } of groups(consumer, directory, start)) {
      if (!signal.aborted) await pace.take(streams.length);
      if (signal.aborted) return { rung, isFinished: false };
      await bell.ring(consumer, streams);
      rung += streams.length;
      progress.add(streams.length, all);
      reached(cursorOf(place));
    }
    return { rung, isFinished: true };
  } finally {
    progress.end();
  }
}

/** Reads the log once more, which is a fraction of the time that ringing takes. */
async function count(
  consumer: ConsumerEntry,
  directory: StreamDirectory,
  start: Place,
  signal: AbortSignal,
): Promise<number> {
  let all = 0;
  for await (const { streams } of groups(consumer, directory, start)) {
    if (signal.aborted) break;
    all += streams.length;
  }
  return all;
}

/** Streams from a place on, as many as fit into one call, and the place after them. */
async function* groups(
  { follows }: ConsumerEntry,
  directory: StreamDirectory,
  start: Place,
): AsyncGenerator<{ readonly streams: readonly string[]; readonly place: Place }> {
  let place = start;
  for (let type = follows[place.source]; type !== undefined; type = follows[place.source]) {
    const page = await directory.streams(type, PAGE, place.after);
    for (let { done } = place; done < page.streams.length; done += TOGETHER) {
      const streams = page.streams.slice(done, done + TOGETHER);
      yield { streams, place: { ...place, done: done + streams.length } };
    }
    const { source } = place;
    place = page.next === undefined ? { source: source + 1, done: 0 } : { source, after: page.next, done: 0 };
  }
}

function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { source: 0, done: 0 };
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Partial<Place> | null;
    if (Number.isInteger(place?.source) && Number.isInteger(place?.done)) return place as Place;
  } catch {
    // Not JSON is one of the ways in which it can be wrong; all of them get the same message.
  }
  throw new Error('--after takes the cursor that an interrupted run has printed');
}
