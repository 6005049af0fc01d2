import type { StreamDirectory } from '../../src/eventsourcing/log/stream-directory';
import type { Bell, ConsumerEntry } from './bell';
import { Pace } from './pace';
import type { Progress } from './progress';

/** Names in one page of the directory. */
const PAGE = 1_000;
/** Doorbells in one call of SQS. */
const TOGETHER = 10;

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
}

/**
 * Rings every stream that a consumer follows.
 *
 * @param reached told after every call where an interrupted run would go on
 * @returns doorbells sent
 */
export async function ringAll(
  consumer: ConsumerEntry,
  parts: { readonly bell: Bell; readonly directory: StreamDirectory; readonly progress: Progress },
  { rate, after }: RingAllOptions,
  reached: (cursor: string) => void,
): Promise<number> {
  const { bell, directory, progress } = parts;
  const pace = new Pace(rate / TOGETHER);
  let rung = 0;
  let place: Place = after === undefined ? { source: 0, done: 0 } : placeOf(after);
  for (let type = consumer.follows[place.source]; type !== undefined; type = consumer.follows[place.source]) {
    const page = await directory.streams(type, PAGE, place.after);
    for (let done = place.done; done < page.streams.length; done += TOGETHER) {
      await pace.step();
      const streams = page.streams.slice(done, done + TOGETHER);
      await bell.ring(consumer, streams);
      rung += streams.length;
      progress.add(streams.length);
      place = { ...place, done: done + streams.length };
      reached(cursorOf(place));
    }
    place =
      page.next === undefined
        ? { source: place.source + 1, done: 0 }
        : { source: place.source, after: page.next, done: 0 };
  }
  progress.end();
  return rung;
}

function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws Error for a cursor that no run has printed */
function placeOf(cursor: string): Place {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Partial<Place> | null;
    if (Number.isInteger(place?.source) && Number.isInteger(place?.done)) return place as Place;
  } catch {
    // Not JSON is one of the ways in which it can be wrong; all of them get the same message.
  }
  throw new Error('--after takes the cursor that an interrupted run has printed');
}
