/** A folded state at rest. */
export interface Snapshot {
  /** As JSON. */
  readonly state: string;
  /** Version that the state includes. */
  readonly version: number;
}

/** The state after a commit, offered to the store that keeps the commit. */
export interface SnapshotOffer {
  /** As JSON. */
  readonly state: string;
  /** Of the fold; another revision does not understand the state. */
  readonly revision: number;
  /** Version of the newest commit that carries a snapshot; 0 for none. */
  readonly snapshotAt: number;
}
