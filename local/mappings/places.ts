import { readFile, rename, writeFile } from 'node:fs/promises';
import { hasCode } from '../error-code';
import type { Mapping } from './mapping';

/** Sequence number up to which a shard is done, by mapping, stream and shard. */
type Places = Readonly<Record<string, string>>;

/** Milliseconds between two looks at the mappings. */
const INTERVAL = 1_000;

function keyOf(mapping: string, streamArn: string, shardId: string): string {
  return `${mapping} ${streamArn} ${shardId}`;
}

export interface KnownPlaces {
  /** @returns the sequence number after which the mapping goes on; undefined where it has no place yet */
  of(mapping: string, streamArn: string, shardId: string): string | undefined;
}

export const NO_PLACES: KnownPlaces = { of: () => undefined };

/**
 * Where mappings of tables' streams stood when the data were last used: as in AWS they go on from there and do not
 * begin anew, so what only a first reading would bring is missing here too.
 *
 * @throws Error that names a file which is damaged
 */
export async function readPlaces(file: string): Promise<KnownPlaces> {
  const places = await placesIn(file);
  return { of: (mapping, streamArn, shardId) => places[keyOf(mapping, streamArn, shardId)] };
}

/** By mapping, stream and shard; none where there is no file yet. @throws Error that names a file which is damaged */
export async function placesIn(file: string): Promise<Places> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return {};
    throw damaged(file, error);
  }
  let places: unknown;
  try {
    places = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, cause);
  }
  if (isPlaces(places)) return places;
  throw damaged(file);
}

function isPlaces(value: unknown): value is Places {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((place) => typeof place === 'string' && /^\d+$/.test(place))
  );
}

function damaged(file: string, cause?: unknown): Error {
  return new Error(`${file} is damaged; remove it, and everything of the last day is delivered again`, {
    cause,
  });
}

/**
 * Writes places down whenever everything has come to rest. Queues and Kinesis live in memory only, so a place counts
 * when nothing that follows from it is still under way: what is killed before is delivered again.
 *
 * @returns what ends it
 */
export function keepPlaces(
  mappings: readonly Mapping[],
  file: string,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let seen = '';
  let written = '';
  let looking: Promise<void> = Promise.resolve();
  const stand = (): string => JSON.stringify(mappings.map((mapping) => mapping.status()));
  const look = async (): Promise<void> => {
    const now = stand();
    const moved = now !== seen;
    seen = now;
    if (moved || now === written) return;
    const atRest = await Promise.all(mappings.map((mapping) => mapping.atRest()));
    if (atRest.includes(false) || now !== stand()) return;
    await writeFile(`${file}.new`, JSON.stringify(placesOf(mappings), undefined, 1));
    await rename(`${file}.new`, file);
    written = now;
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(onError);
  }, INTERVAL);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** How far the mappings of DynamoDB's streams are, whatever of it is still under way behind them. */
export function placesOf(mappings: readonly Mapping[]): Places {
  const places = mappings
    .filter(({ definition }) => definition.kind === 'dynamodb')
    .map((mapping) => mapping.status())
    .flatMap(({ mapping, source, shards = [] }) =>
      shards.map(({ shardId, checkpoint }) => [keyOf(mapping, source, shardId), checkpoint] as const),
    );
  return Object.fromEntries(places.filter((place): place is [string, string] => place[1] !== undefined));
}
