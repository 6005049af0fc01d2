import { setTimeout as sleep } from 'node:timers/promises';
import type { Aggregate, AggregateClass } from '../../kernel/aggregate-root';
import type { AggregateVersion } from '../../kernel/command';
import type { DomainEvent } from '../../kernel/domain-event';
import { DomainError } from '../../kernel/domain-error';
import { AggregateCache } from './aggregate-cache';
import { uniqueValueChanges, uniqueValuesOf, type UniqueValue, type UniqueValueRule } from './unique-value';
import type { CommandContext } from './command-context';
import { commitOf, decideOn, expectVersion } from './deciding';
import type { AppendResult, EventStore } from '../log/event-store';
import { HeldAggregate } from './held-aggregate';
import { resultOf, recordFor, refuseSecondCommit } from './idempotency-records';
import { eventsOf, type EventsRequest, type HistoricEvent } from '../log/event-pages';
import type { Page } from '../reading/read-tables';
import * as refused from './refusals';
import { parseStream, streamOf } from '../log/stream';

/** Enough for dozens of writers of one aggregate at once; then the client is asked to come back. */
const ATTEMPTS = 12;
/** Milliseconds; doubled at each attempt up to the longest, and spread at random so that rivals part. */
const PAUSE = { shortest: 5, longest: 200 };

/** The injection token of an aggregate's repository. */
export function repositoryOf(aggregate: AggregateClass): symbol {
  return Symbol.for(`repository of ${aggregate.type}`);
}

type KnownResult = Exclude<AppendResult, { readonly outcome: 'busy' }>;

export interface AggregatePage<A> {
  readonly aggregates: readonly A[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/** Loads aggregates from the log and commits what they decide. */
export class Repository<A extends Aggregate = Aggregate> {
  constructor(
    private readonly aggregate: AggregateClass<A>,
    private readonly uniqueValues: UniqueValueRule<A['state']>,
    private readonly store: EventStore,
    private readonly cache = new AggregateCache(),
  ) {}

  /** Aggregates whose loaded state is the log's. */
  private readonly found = new WeakSet<A>();

  /** The aggregate as the log has it now; nothing when nothing has happened to it yet. */
  async findOne(id: string): Promise<A | undefined> {
    const held = this.recall(id);
    await held.catchUp();
    this.found.add(held.aggregate);
    return held.aggregate.version === 0 ? undefined : held.aggregate;
  }

  /**
   * Some of all the aggregates of this type. It walks the log, so it is for repairs and audits, in small numbers of
   * large pages, and needs a permission that the functions do not have; lists for users are read from read tables.
   *
   * @param page `limit` bounds the aggregates; there may be fewer, even none, and still a `next`
   */
  async findAll({ limit, after }: { limit: number; after?: string }): Promise<AggregatePage<A>> {
    const { streams, next } = await this.store.streams(this.aggregate.type, limit, after);
    const found = await Promise.all(streams.map((stream) => this.findOne(parseStream(stream).id)));
    return { aggregates: found.filter((each) => each !== undefined), ...(next !== undefined && { next }) };
  }

  /**
   * What has happened to an aggregate, page by page.
   *
   * @throws DomainError malformed-cursor
   */
  async events(id: string, page: EventsRequest): Promise<Page<HistoricEvent>> {
    return eventsOf(this.store, streamOf(this.aggregate.type, id), page);
  }

  /** An aggregate to look at, to which these events have happened. @throws UnknownEventError */
  hydrate(id: string, events: readonly DomainEvent[]): A {
    const aggregate = new this.aggregate(id);
    for (const event of events) aggregate.hydrate(event);
    return aggregate;
  }

  /**
   * Loads the aggregate, lets `decide` act on it and commits the events that it raised. When another writer was
   * faster, `decide` is called again on the newer state; it must have no effect but on the aggregate.
   *
   * A state that is remembered from before saves the reading. It is safe: the commit fails if it is behind, and a
   * command is never refused because of it without a look at the log.
   *
   * @throws DomainError what `decide` refuses; `outdated` for another version than the expected one;
   *   `conflict` for a value that is taken; `unavailable` when the aggregate is too busy
   */
  async change(
    id: string,
    context: CommandContext,
    decide: (aggregate: A) => void,
  ): Promise<AggregateVersion> {
    return this.carryOut(this.recall(id), context, decide);
  }

  /** Like `change`, for an aggregate that should not exist yet: reads nothing when that is so. */
  async create(
    id: string,
    context: CommandContext,
    decide: (aggregate: A) => void,
  ): Promise<AggregateVersion> {
    const held = this.recall(id);
    if (held.aggregate.version === 0) held.isTrusted = true;
    return this.carryOut(held, context, decide);
  }

  /**
   * Commits what an aggregate has raised since it was found, or a new one was made, without deciding again.
   *
   * @throws DomainError as `change` does; `conflict` when another writer was faster
   */
  async commit(aggregate: A, context: CommandContext): Promise<AggregateVersion> {
    const { id, version, loaded } = aggregate;
    if (loaded.version > 0 && !this.found.has(aggregate)) {
      throw new Error(
        `${this.aggregate.type} ${id} was not found in the log: only what findOne gave is committed.`,
      );
    }
    try {
      expectVersion(loaded.version, context);
    } catch (refusal) {
      return this.resultInsteadOf(refusal, context);
    }
    if (aggregate.raised.length === 0) return this.nothingDone(aggregate, context);
    const result = await this.append(this.hold(aggregate), context);
    if (result.outcome === 'conflict') throw refused.changedMeanwhile();
    if (result.outcome === 'taken') throw refused.taken(result.value);
    this.found.add(aggregate);
    return result.outcome === 'repeated' ? resultOf(result.record, context) : { id, version };
  }

  private hold(aggregate: A): HeldAggregate<A> {
    return new HeldAggregate(streamOf(this.aggregate.type, aggregate.id), aggregate, this.store, this.cache);
  }

  private recall(id: string): HeldAggregate<A> {
    return this.hold(new this.aggregate(id)).recall();
  }

  private async carryOut(
    held: HeldAggregate<A>,
    context: CommandContext,
    decide: (aggregate: A) => void,
  ): Promise<AggregateVersion> {
    const { aggregate } = held;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(pause(attempt));
      try {
        await decideOn(held, context, decide);
      } catch (refusal) {
        return await this.resultInsteadOf(refusal, context);
      }
      const { id, version } = aggregate;
      if (aggregate.raised.length === 0) return await this.nothingDone(aggregate, context);

      const result = await this.append(held, context);
      if (result.outcome === 'appended') return { id, version };
      if (result.outcome === 'repeated') return resultOf(result.record, context);
      if (result.outcome === 'taken' && held.isCurrent) throw refused.taken(result.value);
      held.lost(result.outcome === 'conflict' ? result.winner : undefined);
    }
    throw refused.tooBusy();
  }

  /**
   * Sends one commit until it is known what became of it. `busy` can also mean that it is being written, and the answer
   * to it was lost: decided again, it would be a rival of itself.
   */
  private async append(held: HeldAggregate<A>, context: CommandContext): Promise<KnownResult> {
    const { stream, aggregate, snapshotOffer } = held;
    const commit = commitOf(stream, aggregate, context);
    const answer = recordFor(aggregate, context);
    const alongside = {
      uniqueValues: uniqueValueChanges(
        this.uniqueValuesOf(aggregate.loaded.state),
        this.uniqueValuesOf(aggregate.state),
      ),
      snapshot: snapshotOffer,
      ...(answer && { record: answer }),
    };
    let inProgress = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(pause(attempt));
      const result = await this.store.append(commit, alongside);
      if (result.outcome === 'appended') held.committed(result.snapshotAt, snapshotOffer.state.length);
      if (result.outcome === 'repeated') refuseSecondCommit(result.record, context);
      if (result.outcome !== 'busy') return result;
      ({ inProgress } = result);
    }
    throw inProgress ? refused.inProgress() : refused.tooBusy();
  }

  private uniqueValuesOf(state: A['state']): readonly UniqueValue[] {
    return uniqueValuesOf(this.aggregate.type, this.uniqueValues, state);
  }

  /** Nothing was raised; a key gets its answer all the same, so that the repeat has no effect either. */
  private async nothingDone({ id, version }: A, context: CommandContext): Promise<AggregateVersion> {
    const answer = recordFor({ id, version }, context);
    return answer ? resultOf(await this.store.keepRecord(answer), context) : { id, version };
  }

  /** What was refused may be the repeat of what was accepted. @throws the refusal, when it is not */
  private async resultInsteadOf(refusal: unknown, context: CommandContext): Promise<AggregateVersion> {
    const { actor, idempotency } = context;
    const mayBeRepeat = idempotency && refusal instanceof DomainError;
    const answer = mayBeRepeat && (await this.store.findRecord(actor, idempotency.key));
    if (!answer) throw refusal;
    return resultOf(answer, context);
  }
}

function pause(attempt: number): number {
  return Math.random() * Math.min(PAUSE.longest, PAUSE.shortest * 2 ** attempt);
}
