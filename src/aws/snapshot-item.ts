import { deflateSync, inflateSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { versionAfter, type Commit } from '../eventsourcing/log/commit';
import type { Snapshot, SnapshotOffer, StoreMark } from '../eventsourcing/log/snapshot';
import { attributeSize, bytesOf, itemSize, LARGEST_ITEM, WRITE_UNIT, type Item } from './commit-item';

/** The state after the commit, compressed. */
const SNAPSHOT = 'snapshot';
/** On commits without one: version of the newest commit that has one. */
const SNAPSHOT_AT = 'snapshotAt';

/** Commits that a first look at a stream fetches: of one write unit each, they are one read unit. */
export const FIRST_LOOK = 4;
/** Events after which a snapshot is worth its time: until then the last one is among those commits. */
const WORTH_EVERY = FIRST_LOOK - 1;
/**
 * Events after which a snapshot is stored although it costs write units, for each started `FORCED_PER` characters of
 * state: so what it costs is spread over the more commits the larger it is. Chosen by measurement, docs/benchmarks.md.
 */
export const FORCED_EVERY = 10;
const FORCED_PER = 4096;
/** JSON shrinks to an eighth at best: a larger state is not even tried. */
const BEST_RATIO = 8;
/** 2 to the power of the smaller `windowBits`. */
const SMALL_WINDOW = 4096;

/**
 * Puts a snapshot into the item of a commit if there is none among the last few and it fits into what is left of the
 * last KB, or if it is due; otherwise the item only tells where the newest one is.
 */
export function withSnapshot(item: Item, offer: SnapshotOffer, forcedEvery = FORCED_EVERY): Item {
  const { state } = offer;
  const snapshotAt = snapshotAtMarked(offer.mark);
  const events = Number(item.version?.N) - snapshotAt;
  const size = itemSize(item);
  const free = Math.ceil(size / WRITE_UNIT) * WRITE_UNIT - size;
  const isPossible = state.length <= LARGEST_ITEM * BEST_RATIO;
  const isDue = isPossible && events >= forcedEvery * Math.ceil(state.length / FORCED_PER);
  if (isDue || (events >= WORTH_EVERY && state.length <= free * BEST_RATIO)) {
    const snapshot = packed(offer, item);
    const extra = attributeSize(SNAPSHOT, snapshot);
    if (extra <= free || (isDue && size + extra <= LARGEST_ITEM)) return { ...item, [SNAPSHOT]: snapshot };
  }
  return { ...item, [SNAPSHOT_AT]: { N: String(snapshotAt) } };
}

/** Version of the newest commit that has a snapshot, as of this item; 0 for none. */
export function snapshotAtOf(item: Readonly<Item>): number {
  return Number((item[SNAPSHOT] ? item.version?.N : item[SNAPSHOT_AT]?.N) ?? 0);
}

/** A mark of this store is the version of the newest commit that has a snapshot; 0 for none. */
export function markAt(snapshotAt: number): StoreMark {
  return snapshotAt as unknown as StoreMark;
}

/** The mark of a stream whose newest commit is this item. */
export function markOf(item: Readonly<Item>): StoreMark {
  return markAt(snapshotAtOf(item));
}

/** What `markAt` was given. */
function snapshotAtMarked(mark: StoreMark | undefined): number {
  return Number(mark ?? 0);
}

/** What an item holds: a snapshot, one that cannot be used, or none. */
export type SnapshotInItem = Snapshot | 'stale' | 'damaged' | undefined;

/** @param fold that is to go on from it */
export function snapshotOf(item: Readonly<Item>, commit: Commit, fold: string): SnapshotInItem {
  const bytes = bytesOf(item, SNAPSHOT);
  if (!bytes) return undefined;
  const text = unpacked(bytes, item);
  const end = text?.indexOf('\n') ?? -1;
  if (text === undefined || end < 1) return 'damaged';
  if (text.slice(0, end) !== fold) return 'stale';
  return { state: text.slice(end + 1), version: versionAfter(commit) };
}

/**
 * The fold's name and the state. What the state shares with the commit's own events costs next to nothing, as these are
 * the dictionary; zlib's checksums, of the dictionary and of the content, tell when either was damaged.
 */
function packed({ fold, state }: SnapshotOffer, item: Readonly<Item>): AttributeValue {
  const text = Buffer.from(`${fold}\n${state}`);
  const dictionary = dictionaryOf(item);
  // Setting up the default window takes longer than compressing a KB with it.
  const isSmall = text.byteLength + dictionary.byteLength <= SMALL_WINDOW;
  const window = isSmall ? { windowBits: 12, memLevel: 6 } : {};
  return { B: deflateSync(text, { level: 9, dictionary, ...window }) };
}

function unpacked(bytes: Uint8Array, item: Readonly<Item>): string | undefined {
  try {
    return inflateSync(bytes, { dictionary: dictionaryOf(item) }).toString();
  } catch {
    // Whatever zlib finds wrong, the events tell the state as well; the caller reports the damage.
    return undefined;
  }
}

function dictionaryOf(item: Readonly<Item>): Buffer {
  return Buffer.from(item.events?.S ?? '');
}
