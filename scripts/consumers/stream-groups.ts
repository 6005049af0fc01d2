import type { StreamDirectory } from '../../src/eventsourcing/log/stream-directory';

/** Names in one page of the directory. */
const PAGE = 1_000;
/** Streams that are looked at together: as many rows come with one call. */
const TOGETHER = 100;

/** All streams of an aggregate type, some at a time. */
export async function* groupsOf(directory: StreamDirectory, type: string): AsyncGenerator<readonly string[]> {
  let after: string | undefined;
  do {
    const { streams, next } = await directory.streams(type, PAGE, after);
    for (let at = 0; at < streams.length; at += TOGETHER) yield streams.slice(at, at + TOGETHER);
    after = next;
  } while (after !== undefined);
}
