import { deflateSync, inflateSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  refuseUndeliverable,
  tooLarge,
  versionAfter,
  type Commit,
  type CommittedEvent,
} from '../eventsourcing/log/commit';
import type { AppendOptions } from '../eventsourcing/writing/event-store';
import type { Snapshot, SnapshotOffer, StoreMark } from '../eventsourcing/writing/remembered-state';

export type Item = Record<string, AttributeValue>;

/** Bytes that one write unit pays for. */
const WRITE_UNIT = 1024;
/** Bytes that an item can have ("Service, account, and table quotas in Amazon DynamoDB"). */
export const LARGEST_ITEM = 400 * 1024;

/** In their canonical form, the only one that survives being stored as 16 bytes. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A commit as an item of the event log. The key is `stream` and `version`; the events are one JSON string, which is
 * smaller than DynamoDB's own maps, comes back exactly as it went in and can be read in the console. Ids and the time
 * are packed, since what they leave of a KB that is paid for is where a snapshot fits.
 */
export function toItem(commit: Commit): Item {
  return {
    stream: { S: commit.stream },
    version: { N: String(commit.version) },
    commitId: packedId(commit.commitId),
    committedAt: packedTime(commit.committedAt),
    actor: { S: commit.actor },
    correlationId: packedId(commit.correlationId),
    causationId: packedId(commit.causationId),
    events: { S: JSON.stringify(commit.events) },
  };
}

/** @throws TypeError when an attribute is missing: the item is not a commit */
export function fromItem(item: Readonly<Item>): Commit {
  return {
    stream: textOf(item, 'stream'),
    version: Number(textOf(item, 'version')),
    commitId: commitIdOf(item),
    committedAt: timeOf(item, 'committedAt'),
    actor: textOf(item, 'actor'),
    correlationId: textOf(item, 'correlationId'),
    causationId: textOf(item, 'causationId'),
    events: JSON.parse(textOf(item, 'events')) as CommittedEvent[],
  };
}

/** @throws TypeError when it is missing */
export function commitIdOf(item: Readonly<Item>): string {
  return textOf(item, 'commitId');
}

/** The bytes of a binary attribute: as base64 in the events that Lambda is called with, as they are elsewhere. */
function bytesOf(item: Readonly<Item>, name: string): Uint8Array | undefined {
  const value: Uint8Array | string | undefined = item[name]?.B;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}

/** Any other id, such as API Gateway's for requests, stays text. */
function packedId(id: string): AttributeValue {
  return UUID.test(id) ? { B: Buffer.from(id.replaceAll('-', ''), 'hex') } : { S: id };
}

function packedTime(time: string): AttributeValue {
  const milliseconds = Date.parse(time);
  return isoOf(milliseconds) === time ? { N: String(milliseconds) } : { S: time };
}

function isoOf(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

function textOf(item: Readonly<Item>, name: keyof Commit): string {
  const bytes = bytesOf(item, name);
  const value = bytes ? uuidOf(bytes) : (item[name]?.S ?? item[name]?.N);
  if (value === undefined)
    throw new TypeError(`An item of the event log has no ${name}: it is not a commit.`);
  return value;
}

function timeOf(item: Readonly<Item>, name: keyof Commit): string {
  const value = textOf(item, name);
  return item[name]?.N === undefined ? value : new Date(Number(value)).toISOString();
}

function uuidOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/**
 * Bytes that DynamoDB bills for an item: names and values, by the rules of "DynamoDB item sizes and formats". For
 * attributes of the kinds that a commit has: text, binary and natural numbers.
 */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + attributeSize(name, value), 0);
}

function attributeSize(name: string, value: AttributeValue): number {
  return Buffer.byteLength(name) + valueSize(value);
}

function valueSize({ S, N, B }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (B !== undefined) return B.byteLength;
  if (N !== undefined) return Math.ceil(N.replace(/0+$/u, '').length / 2) + 1;
  throw new TypeError('Only text, numbers and binary are weighed: a commit has nothing else.');
}

/** The most that one transaction holds ("TransactWriteItems", DynamoDB API reference). */
const MOST_ACTIONS = 100;

/**
 * A commit as an item that the log can hold and every later hop can carry.
 *
 * @throws DomainError `too-large`, `malformed` for a name that no queue takes; nothing has been sent then
 */
export function storableItem(commit: Commit): Item {
  const item = toItem(commit);
  const size = itemSize(item);
  if (size > LARGEST_ITEM) throw tooLarge(size, LARGEST_ITEM, 'one commit');
  refuseUndeliverable(commit, size);
  return item;
}

/** @throws RangeError when a commit and what goes with it do not fit into one transaction */
export function checkActions(stream: string, { uniqueValues, record }: AppendOptions): void {
  const { taken, released } = uniqueValues ?? { taken: [], released: [] };
  const values = taken.length + released.length;
  if (1 + values + (record ? 1 : 0) <= MOST_ACTIONS) return;
  throw new RangeError(
    `${stream} takes or releases ${values} unique values in one commit; a transaction has room for ${MOST_ACTIONS} ` +
      'writes. Change fewer unique values at once.',
  );
}

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
