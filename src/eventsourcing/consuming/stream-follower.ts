import { setTimeout as sleep } from 'node:timers/promises';
import { versionAfter, type Commit } from '../log/commit';
import type { EventLog } from '../log/event-log';
import type { EventSchemas } from '../log/event-schemas';
import type { Logger } from '../logger';
import type { IsTransient } from '../transient';
import { asError } from './as-error';
import {
  StaleCheckpointError,
  OutOfTimeError,
  type Checkpoint,
  type Commits,
  type Consumer,
} from './consumer';

/** Where a consumer stands in a stream after it was brought forward. */
export interface Progress {
  readonly stream: string;
  /** Absent when not even the checkpoint could be read. */
  readonly version?: number;
  /** Why it did not come to the end. */
  readonly failure?: Error;
}

/**
 * Brings one consumer forward, each commit exactly once and in order, whatever the delivery does: what is old is
 * skipped, what is missing is read from the log, and what fails for a moment is tried again.
 */
export class StreamFollower {
  private readonly passes: IsTransient;

  /** @param schemas lift what is delivered, which comes as it is stored; the log's events are lifted already */
  constructor(
    private readonly consumer: Consumer,
    private readonly log: EventLog,
    private readonly schemas: EventSchemas,
    private readonly logger: Logger,
    isTransient: IsTransient,
  ) {
    this.passes = (error) => error instanceof StaleCheckpointError || isTransient(error);
  }

  /** Where the consumer stands in each of the streams, in their order. */
  checkpoints(streams: readonly string[], until: number): Promise<readonly Checkpoint[]> {
    return retrying(() => this.consumer.checkpoints(streams), this.passes, until);
  }

  /**
   * Where to begin in each of the streams, of which commits were delivered: where the consumer probably stands, if they
   * come right after it, else where it stands.
   */
  async starts(
    streams: ReadonlyMap<string, readonly Commit[]>,
    until: number,
  ): Promise<readonly Checkpoint[]> {
    const next = new Map(
      [...streams].map(([stream, commits]) => [stream, Math.min(...commits.map(({ version }) => version))]),
    );
    const guesses = await retrying(
      async () => (await this.consumer.likelyCheckpoints?.(next)) ?? [],
      this.passes,
      until,
    );
    const likely = guesses.filter(({ stream, version }) => version + 1 === next.get(stream));
    const others = new Set(streams.keys());
    for (const { stream } of likely) others.delete(stream);
    return others.size === 0 ? likely : [...likely, ...(await this.checkpoints([...others], until))];
  }

  /**
   * Goes on from a checkpoint to the last commit that was delivered.
   *
   * @param delivered in any order, with or without those before; absent to go on to the end of the log
   * @param until Unix time in milliseconds after which nothing new is begun
   */
  async follow(
    start: Checkpoint,
    delivered: readonly Commit[] | undefined,
    until: number,
  ): Promise<Progress> {
    const { stream } = start;
    let checkpoint = start;
    let isStored = true;
    const attempt = async (): Promise<void> => {
      // What another instance has done meanwhile counts, and so does a write whose answer was lost.
      if (!isStored) checkpoint = (await this.consumer.checkpoints([stream]))[0] ?? start;
      isStored = false;
      const commits = inTime(this.commitsAfter(checkpoint, delivered), until);
      for await (const reached of this.consumer.take(checkpoint, commits, until)) checkpoint = reached;
      expectReached(checkpoint, delivered);
    };
    try {
      await retrying(attempt, this.passes, until);
      return { stream, version: checkpoint.version };
    } catch (error) {
      return { stream, version: checkpoint.version, failure: asError(error) };
    }
  }

  private commitsAfter({ stream, version }: Checkpoint, delivered: readonly Commit[] | undefined): Commits {
    const pending = delivered && pendingCommits(delivered, version);
    if (pending) return this.schemas.liftAll(pending);
    const fields = { consumer: this.consumer.name, stream, version };
    // What did not concern the consumer is missing on purpose.
    if (this.consumer.handles) this.logger.debug('reading the commits between', fields);
    else this.logger.info('reading missed commits', fields);
    return this.log.read(stream, { from: version + 1 });
  }
}

/** A commit was delivered that the log does not hold, as when the log was restored to a time before it. */
export class NotInLogError extends Error {
  override readonly name = 'NotInLogError';

  constructor(stream: string, delivered: number, last: number) {
    super(
      `Version ${delivered} of ${stream} was delivered, and the log ends with version ${last}: the log counts.`,
    );
  }
}

function expectReached({ stream, version }: Checkpoint, delivered: readonly Commit[] = []): void {
  const last = Math.max(0, ...delivered.map(versionAfter));
  if (last > version) throw new NotInLogError(stream, last, version);
}

/**
 * Of the commits that were delivered, those that come next after `version`, in order and each once; `undefined` when
 * one between them is missing and the log has to be asked. Empty when all of them are old.
 */
export function pendingCommits(delivered: readonly Commit[], version: number): readonly Commit[] | undefined {
  const pending: Commit[] = [];
  let reached = version;
  for (const commit of delivered.toSorted((a, b) => a.version - b.version)) {
    if (versionAfter(commit) <= reached) continue;
    if (commit.version !== reached + 1) return undefined;
    pending.push(commit);
    reached = versionAfter(commit);
  }
  return pending;
}

/** Milliseconds that retries may take: far less than a message that comes again after its visibility timeout. */
const BUDGET = 2_000;
/** Milliseconds; doubled at each attempt up to the longest, and spread at random so that rivals part. */
const PAUSE = { shortest: 10, longest: 400 };

/**
 * Does something again while it fails for a reason that passes by itself.
 *
 * @param until Unix time in milliseconds after which it is not tried again
 * @throws what the last attempt threw
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  isTransient: IsTransient,
  until: number,
): Promise<T> {
  const last = Math.min(until, Date.now() + BUDGET);
  for (let longest = PAUSE.shortest; ; longest = Math.min(PAUSE.longest, 2 * longest)) {
    try {
      return await attempt();
    } catch (error) {
      const pause = Math.random() * longest;
      if (!isTransient(error) || Date.now() + pause > last) throw error;
      await sleep(pause);
    }
  }
}

/** Commits one by one for as long as there is time. @throws OutOfTimeError when one would come after `until` */
async function* inTime(commits: Commits, until: number): AsyncGenerator<Commit> {
  for await (const commit of commits) {
    if (Date.now() >= until) throw new OutOfTimeError();
    yield commit;
  }
}
