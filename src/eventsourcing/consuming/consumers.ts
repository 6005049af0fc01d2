import { groupBy } from '../../kernel/group-by';
import { versionAfter, parseStream, type Commit } from '../log/commit';
import type { EventLog } from '../log/event-log';
import type { EventSchemas } from '../log/event-schemas';
import type { Logger } from '../logger';
import type { IsTransient } from '../transient';
import { asError } from './as-error';
import type { CaughtUp } from './catch-up/consumer-functions';
import { reasonOf, type Doorbells } from './catch-up/doorbell';
import { concerns } from './concern';
import { OutOfTimeError, type Checkpoint, type Consumer } from './consumer';
import { NotInLogError, StreamFollower, type Progress } from './stream-follower';

export interface ConsumersPorts {
  readonly log: EventLog;
  readonly schemas: EventSchemas;
  readonly doorbells: Doorbells;
  readonly isTransient: IsTransient;
  readonly logger: Logger;
}

/**
 * The consumers of one function. Each fails alone: one that cannot take a commit is rung for it, to be tried again from
 * the log, while the others and the queue go on.
 */
export class Consumers {
  private readonly rings = new RecentRings();

  /**
   * @param functionId logical id of the function: a doorbell that is rung here comes back to it
   * @throws Error when two consumers have one name: a fault of a manifest, found at start-up
   */
  constructor(
    private readonly functionId: string,
    private readonly consumers: readonly Consumer[],
    private readonly ports: ConsumersPorts,
  ) {
    for (const [name, { length }] of groupBy(consumers, (consumer) => consumer.name)) {
      if (length > 1) throw new Error(`${length} consumers are called ${name}; give each a name of its own.`);
    }
  }

  /**
   * Hands a batch to every consumer that follows it.
   *
   * @param until Unix time in milliseconds after which nothing new is begun
   * @returns the commits that have to come again, since a consumer could neither take them nor be rung for them
   */
  async take(batch: readonly Commit[], until: number): Promise<ReadonlySet<Commit>> {
    const streams = groupBy(batch, ({ stream }) => stream);
    const stuck = (
      await Promise.all(this.consumers.map((consumer) => this.takeAll(consumer, streams, until)))
    ).flat();
    return new Set(
      batch.filter((commit) =>
        stuck.some(({ stream, version = 0 }) => stream === commit.stream && versionAfter(commit) > version),
      ),
    );
  }

  /**
   * Answers a doorbell: brings one consumer forward to the end of a stream, or as far as there is time.
   *
   * @throws Error when it cannot go on, or there is no such consumer
   */
  async catchUp(
    { consumer: name, stream }: { readonly consumer: string; readonly stream: string },
    until: number,
  ): Promise<CaughtUp> {
    const follower = this.follower(this.consumerOf(name, stream));
    const [start] = await follower.checkpoints([stream], until);
    if (!start) throw new Error(`${name} gave no checkpoint for ${stream}.`);
    const { version = start.version, failure } = await follower.follow(start, undefined, until);
    if (failure && !(failure instanceof OutOfTimeError)) throw failure;
    return { from: start.version, version, isFinished: !failure };
  }

  /** @returns the streams in which the consumer is stuck, and is not rung for */
  private async takeAll(
    consumer: Consumer,
    streams: ReadonlyMap<string, readonly Commit[]>,
    until: number,
  ): Promise<readonly Progress[]> {
    const followed = new Map(
      [...streams].filter(([stream, commits]) => follows(consumer, stream) && isConcerned(consumer, commits)),
    );
    if (followed.size === 0) return [];
    const follower = this.follower(consumer);
    let checkpoints: readonly Checkpoint[];
    try {
      checkpoints = await follower.starts(followed, until);
    } catch (error) {
      const failure = asError(error);
      return await this.ringAll(
        consumer,
        [...followed.keys()].map((stream) => ({ stream, failure })),
      );
    }
    const progress = checkpoints.map((start) => follower.follow(start, streams.get(start.stream), until));
    return await this.ringAll(consumer, await Promise.all(progress));
  }

  private async ringAll(consumer: Consumer, all: readonly Progress[]): Promise<readonly Progress[]> {
    const rung = await Promise.all(all.map((progress) => this.ringIfStuck(consumer, progress)));
    return all.filter((_, index) => !rung[index]);
  }

  /** @returns whether the consumer is finished, or a doorbell is out for it */
  private async ringIfStuck({ name, kind }: Consumer, progress: Progress): Promise<boolean> {
    const { stream, version, failure } = progress;
    const { logger, doorbells } = this.ports;
    const fields = { consumer: name, kind, stream, version };
    if (!failure) {
      // At the level of details: a line for each consumer of a commit costs as much as half a write to the log.
      logger.debug(kind === 'projection' ? 'rows readable' : 'commits taken', fields);
      this.rings.forget(name, stream);
      return true;
    }
    logger.error('consumer stopped', { ...fields, error: failure });
    if (version !== undefined && this.rings.has(name, stream, version)) return true;
    const since = version === undefined ? Date.now() : this.rings.since(name, stream, version);
    try {
      await doorbells.ring({
        function: this.functionId,
        consumer: name,
        stream,
        since: new Date(since).toISOString(),
        reason: reasonOf(failure),
      });
    } catch (error) {
      logger.error('doorbell not sent', { ...fields, error });
      return false;
    }
    // Answering for what the log does not hold moves nothing, so that ring would seem to be out there for ever.
    if (version !== undefined && !(failure instanceof NotInLogError)) this.rings.add(name, stream, version);
    return true;
  }

  private follower(consumer: Consumer): StreamFollower {
    const { log, schemas, logger, isTransient } = this.ports;
    return new StreamFollower(consumer, log, schemas, logger, isTransient);
  }

  private consumerOf(name: string, stream: string): Consumer {
    const consumer = this.consumers.find((each) => each.name === name);
    if (!consumer) {
      const known = this.consumers.map((each) => each.name).join(', ');
      throw new Error(`${this.functionId} has no consumer ${name}; it has ${known}.`);
    }
    if (follows(consumer, stream)) return consumer;
    const types = consumer.follows.map(({ type }) => type).join(', ');
    throw new Error(`${name} does not follow ${stream}; it follows streams of ${types}.`);
  }
}

function follows(consumer: Consumer, stream: string): boolean {
  const { type } = parseStream(stream);
  return consumer.follows.some((source) => source.type === type);
}

/** What does not concern a consumer costs it nothing, not even a look at its checkpoint. */
function isConcerned({ handles }: Consumer, commits: readonly Commit[]): boolean {
  return commits.some((commit) => concerns(commit, handles));
}

/** Milliseconds: the longest pause of the catch-up, after which whatever was rung has been looked at again. */
const RING_KEPT_FOR = 15 * 60 * 1_000;
const MOST_RINGS = 1_000;

interface Ring {
  readonly version: number;
  /** Unix time in milliseconds of the first failure at this version, and of the last ring. */
  readonly since: number;
  readonly at: number;
}

/**
 * What this process has rung of late, so that a busy stream with a broken consumer does not ring for each commit.
 *
 * It leaves nothing unrung: a doorbell that was answered has moved the consumer beyond the commit that it was rung for,
 * so one that still stands where it stood has its doorbell out there.
 */
export class RecentRings {
  private readonly rings = new Map<string, Ring>();

  /** Whether the consumer was rung for this stream at the version where it stands. */
  has(consumer: string, stream: string, version: number): boolean {
    const ring = this.rings.get(keyOf(consumer, stream));
    return ring?.version === version && Date.now() < ring.at + RING_KEPT_FOR;
  }

  /** Unix time in milliseconds since when the consumer stands at this version, as far as is known. */
  since(consumer: string, stream: string, version: number): number {
    const ring = this.rings.get(keyOf(consumer, stream));
    return ring?.version === version ? ring.since : Date.now();
  }

  add(consumer: string, stream: string, version: number): void {
    const since = this.since(consumer, stream, version);
    this.forget(consumer, stream);
    this.rings.set(keyOf(consumer, stream), { version, since, at: Date.now() });
    const [oldest] = this.rings.keys();
    if (this.rings.size > MOST_RINGS && oldest !== undefined) this.rings.delete(oldest);
  }

  forget(consumer: string, stream: string): void {
    this.rings.delete(keyOf(consumer, stream));
  }
}

function keyOf(consumer: string, stream: string): string {
  return `${consumer} ${stream}`;
}
