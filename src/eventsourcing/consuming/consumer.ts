import type { EventSource } from '../../kernel/event-source';
import type { Commit } from '../log/commit';

export type ConsumerKind = 'projection' | 'tally' | 'process' | 'publisher';

/** How far a consumer has come in a stream. */
export interface Checkpoint {
  readonly stream: string;
  /** Version of the last event that it is done with; 0 for none. */
  readonly version: number;
}

/** Consecutive commits of one stream, oldest first. */
export type Commits = AsyncIterable<Commit> | Iterable<Commit>;

/**
 * Whatever follows events. It stands for itself in each stream: when it cannot go on, the others do, and it comes back
 * to its checkpoint later.
 */
export interface Consumer<C extends Checkpoint = Checkpoint> {
  /** `iam/users`. Doorbells and stored state go by it, so it never changes. */
  readonly name: string;
  readonly kind: ConsumerKind;
  readonly follows: readonly EventSource[];
  /**
   * The event types that it does something with; all of what it follows when absent. Commits without them are not
   * delivered to it, so its checkpoint may be behind on purpose: it passes over them with the next one that is.
   */
  readonly handles?: ReadonlySet<string>;

  /** Where it stands in each of the streams, in their order; strongly consistent. At most 100 streams. */
  checkpoints(streams: readonly string[]): Promise<readonly C[]>;

  /**
   * Where it probably stands, for less than `checkpoints` cost: what it remembers, or read without consistency. Only one
   * right before what was delivered is of use, so others may be left out. A wrong one does no harm: the write that
   * builds on it is refused, and `take` throws StaleCheckpointError.
   *
   * @param next by stream, the first version that was delivered
   */
  likelyCheckpoints?(next: ReadonlyMap<string, number>): Promise<readonly C[]>;

  /**
   * Takes the commits that come next after a checkpoint, and yields each checkpoint that it reaches once it is durable.
   * What comes before a commit that it cannot take is taken all the same.
   *
   * @param until Unix time in milliseconds after which it begins nothing new
   * @throws StaleCheckpointError, OutOfTimeError, and whatever is wrong with a commit
   */
  take(from: C, commits: Commits, until: number): AsyncIterable<C>;
}

/** Another instance of the consumer was faster: what it did has to be read before going on. */
export class StaleCheckpointError extends Error {
  override readonly name = 'StaleCheckpointError';

  constructor(consumer: string, { stream, version }: Checkpoint) {
    super(`${consumer} is no longer at version ${version} of ${stream}: another instance of it was faster.`);
  }
}

/** The invocation is about to end. What was done is durable, and the rest is for the next one. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor() {
    super(
      'The time of this invocation was too short for all there is to do; the rest is left for the next one.',
    );
  }
}
