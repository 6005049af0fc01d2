import { createHash } from 'node:crypto';
import type { Aggregate, Loaded } from '../../kernel/aggregate-root';
import { jsonFault } from '../../kernel/json';

/** A folded state at rest. */
export interface Snapshot {
  /** As JSON. */
  readonly state: string;
  /** Version that the state includes. */
  readonly version: number;
}

declare const mark: unique symbol;

/**
 * What a store wants to be told with the next append to a stream, such as where its newest snapshot is. It comes with
 * whatever the store says of the stream; nobody but the store that made it can look into it.
 */
export interface StoreMark {
  readonly [mark]: never;
}

/** The state after a commit, offered to the store that keeps the commit. */
export interface SnapshotOffer {
  /** As JSON. */
  readonly state: string;
  /** As of `foldOf`. */
  readonly fold: string;
  /** The newest one that is known; absent for a new stream. */
  readonly mark?: StoreMark | undefined;
}

const names = new WeakMap<object, string>();

/**
 * Names the fold that made a state: its revision, and a hash of the events that it knows. Code that lacks an event must
 * not go on from a state that includes one, or it would have skipped it.
 */
export function foldOf(aggregate: Aggregate): string {
  const known = names.get(aggregate.constructor);
  if (known !== undefined) return known;
  const { constructor: type, revision, eventTypes } = aggregate;
  const hash = createHash('sha256').update(JSON.stringify(eventTypes.toSorted()));
  const name = `${revision}-${hash.digest('base64url').slice(0, 6)}`;
  names.set(type, name);
  return name;
}

/**
 * A state as JSON.
 *
 * @param type of the aggregate, for the message
 * @throws TypeError for one that JSON would change: who remembers it would decide otherwise than who loads it
 */
export function stateText(type: string, state: unknown): string {
  const fault = jsonFault(state);
  if (!fault) return JSON.stringify(state);
  const { path, kind, fix } = fault;
  const place = path === '' ? 'The state' : `${path} in the state`;
  throw new TypeError(
    `${place} of ${type} is ${kind}; states hold JSON alone.${fix} Mend the step of its fold.`,
  );
}

/** What is remembered of one aggregate between two commands. */
export interface Remembered extends Loaded {
  readonly mark: StoreMark | undefined;
  /** Whether nobody else has been seen to write: then the next command may append without reading first. */
  readonly isTrusted: boolean;
}

export interface CacheLimits {
  readonly entries: number;
  /** Of all that is kept, as JSON. */
  readonly characters: number;
}

/** A few per cent of the memory that the functions are given in template.yaml. */
const LIMITS: CacheLimits = { entries: 2_000, characters: 16_000_000 };
/** Of a cache that forgets at once. */
export const NOTHING_REMEMBERED: CacheLimits = { entries: 0, characters: 0 };

/** What this process has used last of each stream, as of some version. */
export class RecentlyUsed<V extends { readonly version: number }> {
  /** Oldest use first, as a Map keeps the order in which its keys were set. */
  private readonly kept = new Map<string, { readonly value: V; readonly size: number }>();
  private characters = 0;

  constructor(private readonly limits: CacheLimits) {}

  get(stream: string): V | undefined {
    const found = this.kept.get(stream);
    if (!found) return undefined;
    this.kept.delete(stream);
    this.kept.set(stream, found);
    return found.value;
  }

  /** Keeps the newer of two versions. @param size in characters of JSON */
  put(stream: string, value: V, size: number): void {
    const before = this.kept.get(stream);
    if (before && before.value.version > value.version) return;
    this.forget(stream);
    if (size > this.limits.characters) return;
    this.kept.set(stream, { value, size });
    this.characters += size;
    for (const [oldest] of this.kept) {
      if (this.kept.size <= this.limits.entries && this.characters <= this.limits.characters) return;
      this.forget(oldest);
    }
  }

  forget(stream: string): void {
    this.characters -= this.kept.get(stream)?.size ?? 0;
    this.kept.delete(stream);
  }
}

/**
 * The aggregates that this process has used last. It may be behind the log: an append on top of it succeeds only if it
 * is not, and whoever would refuse a command because of it reads first.
 */
export class AggregateCache extends RecentlyUsed<Remembered> {
  constructor(limits = LIMITS) {
    super(limits);
  }
}
