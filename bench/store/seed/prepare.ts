import { isDeepStrictEqual } from 'node:util';
import type { Contestant } from '../contestants/contestant';
import type { Shape } from '../workload/account';
import { Stream } from '../workload/stream';

/** Events that all streams of one length have together: enough streams for a mean, and seeded in seconds. */
const EVENTS = 2_000;
/** The newest events of a stream are stored by the commands that are measured, so that nothing is as no command left it. */
const BY_COMMAND = 5;
/** Streams of a length are up to a tenth longer or shorter, or they would all be between the same two snapshots. */
const SPREAD = 0.1;

/**
 * Streams of about `length` events, at most one for each measured command. Each has had one command in the end, so that
 * whoever remembers remembers it.
 */
export async function prepareStreams(
  contestant: Contestant,
  shape: Shape,
  length: number,
  commands: number,
): Promise<readonly Stream[]> {
  const count = Math.max(1, Math.min(commands, Math.floor(EVENTS / length)));
  const streams = Array.from({ length: count }, () => new Stream(shape));
  for (const [index, stream] of streams.entries()) {
    const deviation = count === 1 ? 0 : (2 * index) / (count - 1) - 1;
    await prepare(contestant, stream, Math.round(length * (1 + SPREAD * deviation)));
  }
  return streams;
}

async function prepare(contestant: Contestant, stream: Stream, length: number): Promise<void> {
  const byCommand = Math.min(BY_COMMAND, length - 1);
  await contestant.seed(Array.from({ length: length - byCommand }, () => stream.command(1)));
  for (let event = 0; event < byCommand; event += 1) await contestant.change(stream.command(1));
}

/** @throws Error when a stream is not what its commands were: then its figures mean nothing */
export async function verify(contestant: Contestant, streams: readonly Stream[]): Promise<void> {
  for (const { id, account } of streams) {
    if (!isDeepStrictEqual(await contestant.load(id), account)) {
      throw new Error(`${contestant.name} does not load what was stored in ${id}.`);
    }
  }
}
