import type { Segment, StreamDirectory } from '../../src/eventsourcing/log/stream-directory';
import { sideBySide } from '../../src/eventsourcing/consuming/side-by-side';
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
  /** Parts of the log that are walked at the same time; an interrupted run goes on with as many as it had. */
  readonly segments: number;
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
  { rate, segments, after, signal }: RingAllOptions,
  reached: (cursor: string) => void,
): Promise<{ readonly rung: number; readonly isFinished: boolean }> {
  const places = [...placesOf(after, segments)];
  const parts = places.map((start, index): Part => ({ start, segment: { index, of: places.length } }));
  const all = await count(consumer, directory, parts, signal);
  const pace = new Pace(rate);
  let rung = 0;
  let isCutOff = false;
  try {
    await sideBySide(parts, parts.length, async (part) => {
      try {
        for await (const { streams, place } of groups(consumer, directory, part)) {
          if (!signal.aborted) await pace.take(streams.length);
          // A segment that failed ends the others as well: they go on together.
          isCutOff ||= signal.aborted;
          if (isCutOff) return;
          await bell.ring(consumer, streams);
          rung += streams.length;
          progress.add(streams.length, all);
          places[part.segment.index] = place;
          reached(cursorOf(places));
        }
      } catch (error) {
        isCutOff = true;
        throw error;
      }
    });
    return { rung, isFinished: !isCutOff };
  } finally {
    progress.end();
  }
}

/** What is left of a segment. */
interface Part {
  readonly segment: Segment;
  readonly start: Place;
}

/** Reads the log once more, which is a fraction of the time that ringing takes. */
async function count(
  consumer: ConsumerEntry,
  directory: StreamDirectory,
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<number> {
  let all = 0;
  await sideBySide(parts, parts.length, async (part) => {
    for await (const { streams } of groups(consumer, directory, part)) {
      if (signal.aborted) break;
      all += streams.length;
    }
  });
  return all;
}

/** Streams from a place on, as many as fit into one call, and the place after them. */
async function* groups(
  { follows }: ConsumerEntry,
  directory: StreamDirectory,
  { start, segment }: Part,
): AsyncGenerator<{ readonly streams: readonly string[]; readonly place: Place }> {
  let place = start;
  for (let type = follows[place.source]; type !== undefined; type = follows[place.source]) {
    const page = await directory.streams(type, PAGE, place.after, segment);
    for (let { done } = place; done < page.streams.length; done += TOGETHER) {
      const streams = page.streams.slice(done, done + TOGETHER);
      yield { streams, place: { ...place, done: done + streams.length } };
    }
    const { source } = place;
    place = page.next === undefined ? { source: source + 1, done: 0 } : { source, after: page.next, done: 0 };
  }
}

function cursorOf(places: readonly Place[]): string {
  return Buffer.from(JSON.stringify(places)).toString('base64url');
}

/** One place for each segment. */
function placesOf(cursor: string | undefined, segments: number): readonly Place[] {
  if (cursor === undefined) return Array.from({ length: segments }, () => ({ source: 0, done: 0 }));
  try {
    const places = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(places) && places.length > 0 && places.every(isPlace)) return places;
  } catch {
    // Not JSON is one of the ways in which it can be wrong; all of them get the same message.
  }
  throw new Error('--after takes the cursor that an interrupted run has printed');
}

function isPlace(value: unknown): value is Place {
  const { source, done } = (value ?? {}) as Partial<Place>;
  return Number.isInteger(source) && Number.isInteger(done);
}
