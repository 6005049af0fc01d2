import { createHash } from 'node:crypto';
import type { Aggregate } from '../../kernel/aggregate-root';

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
