import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Aggregate, AggregateClass } from '../kernel/aggregate-root';
import type { Accepted } from '../kernel/command';
import type { DomainEvent } from '../kernel/domain-event';
import { DomainError } from '../kernel/domain-error';
import { AggregateCache } from './aggregate-cache';
import { checkScope, claimChanges, type Claim, type ClaimRule } from './claim';
import type { CommandContext } from './command-context';
import type { Commit } from './commit';
import type { AppendResult, EventStore } from './event-store';
import { HeldAggregate } from './held-aggregate';
import { answered, answerFor } from './recorded-answers';
import { eventsOf, type EventsRequest, type HistoricEvent } from './reading/event-pages';
import type { Page } from './reading/read-tables';
import * as refused from './refusals';
import { parseStream, streamOf } from './stream';

/** Enough for a hundred writers of one aggregate at once; then the client is asked to come back. */
const ATTEMPTS = 12;
/** Milliseconds; doubled at each attempt up to the longest, and spread at random so that rivals part. */
const PAUSE = { shortest: 5, longest: 200 };

/** The injection token of an aggregate's repository. */
export function repositoryOf(aggregate: AggregateClass): symbol {
  return Symbol.for(`repository of ${aggregate.type}`);
}

export interface AggregatePage<A> {
  readonly aggregates: readonly A[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/** Loads aggregates from the log and commits what they decide. */
export class Repository<A extends Aggregate = Aggregate> {
  constructor(
    private readonly aggregate: AggregateClass<A>,
    private readonly claims: ClaimRule<A['state']>,
    private readonly store: EventStore,
    private readonly cache = new AggregateCache(),
  ) {}

  /** The aggregate as the log has it now; nothing when nothing has happened to it yet. */
  async findOne(id: string): Promise<A | undefined> {
    const held = this.recall(id);
    await held.catchUp();
    return held.aggregate.version === 0 ? undefined : held.aggregate;
  }

  /**
   * Some of all the aggregates of this type. It walks the log, so it is for repairs and audits; lists for users are
   * read from read tables.
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

  /** An aggregate to which these events have happened, wherever they come from. @throws UnknownEventError */
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
   * @throws DomainError what `decide` refuses; `precondition-failed` for another version than the expected one;
   *   `conflict` for a value that is taken; `unavailable` when the aggregate is too busy
   */
  async change(id: string, context: CommandContext, decide: (aggregate: A) => void): Promise<Accepted> {
    return this.carryOut(this.recall(id), context, decide);
  }

  /** Like `change`, for an aggregate that should not exist yet: reads nothing when that is so. */
  async create(id: string, context: CommandContext, decide: (aggregate: A) => void): Promise<Accepted> {
    const held = this.recall(id);
    if (held.aggregate.version === 0) held.isTrusted = true;
    return this.carryOut(held, context, decide);
  }

  /**
   * Commits what an aggregate has raised since it was found, without deciding again.
   *
   * @throws DomainError as `change` does; `conflict` when another writer was faster
   */
  async commit(aggregate: A, context: CommandContext): Promise<Accepted> {
    const { id, version, loaded } = aggregate;
    expectVersion(loaded.version, context);
    if (aggregate.raised.length === 0) return { id, version };
    const result = await this.append(this.hold(aggregate), context);
    if (result.outcome === 'conflict' || result.outcome === 'busy') throw refused.changedMeanwhile();
    if (result.outcome === 'claimed') throw refused.taken(result.claim);
    return result.outcome === 'answered' ? answered(result.answer, context) : { id, version };
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
  ): Promise<Accepted> {
    const { aggregate } = held;
    let inProgress = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(pause(attempt));
      try {
        await decideOn(held, context, decide);
      } catch (refusal) {
        const answer = refusal instanceof DomainError && (await this.recordedAnswer(context));
        if (answer) return answer;
        throw refusal;
      }
      const { id, version } = aggregate;
      if (aggregate.raised.length === 0) return (await this.recordedAnswer(context)) ?? { id, version };

      const result = await this.append(held, context);
      if (result.outcome === 'appended') return { id, version };
      if (result.outcome === 'answered') return answered(result.answer, context);
      if (result.outcome === 'claimed' && held.isCurrent) throw refused.taken(result.claim);
      inProgress = result.outcome === 'busy' && result.inProgress;
      if (result.outcome === 'busy') aggregate.rollback();
      else held.lost(result.outcome === 'conflict' ? result.winner : undefined);
    }
    throw inProgress ? refused.inProgress() : refused.tooBusy();
  }

  private async append(held: HeldAggregate<A>, context: CommandContext): Promise<AppendResult> {
    const { stream, aggregate } = held;
    const snapshot = held.snapshotOffer;
    const answer = answerFor(aggregate, context);
    const result = await this.store.append(commitOf(stream, aggregate, context), {
      claims: claimChanges(this.claimsOf(aggregate.loaded.state), this.claimsOf(aggregate.state)),
      snapshot,
      ...(answer && { answer }),
    });
    if (result.outcome === 'appended') held.committed(result.snapshotAt, snapshot.state.length);
    return result;
  }

  private claimsOf(state: A['state']): readonly Claim[] {
    const claims = this.claims(state);
    for (const claim of claims) checkScope(this.aggregate.type, claim);
    return claims;
  }

  private async recordedAnswer({ actor, idempotency }: CommandContext): Promise<Accepted | undefined> {
    const answer = idempotency && (await this.store.answerTo(actor, idempotency.key));
    return answer && answered(answer, { idempotency });
  }
}

/**
 * Decides, and leaves the events raised. A decision on a state that may be old stands only if events came of it, as
 * the append proves it new; otherwise the log is read, and the decision made again.
 */
async function decideOn<A extends Aggregate>(
  held: HeldAggregate<A>,
  context: CommandContext,
  decide: (aggregate: A) => void,
): Promise<void> {
  const { aggregate } = held;
  const attempt = (): void => {
    expectVersion(aggregate.version, context);
    decide(aggregate);
  };
  if (!held.isTrusted) await held.catchUp();
  if (!held.isCurrent) {
    try {
      attempt();
      if (aggregate.raised.length > 0) return;
    } catch {
      // Not a refusal yet: the state may be old. What still stands in the way of the newest one is thrown below.
    }
    await held.catchUp();
  }
  attempt();
}

function commitOf(
  stream: string,
  { loaded, raised }: Aggregate,
  { actor, correlationId, causationId }: CommandContext,
): Commit {
  return {
    stream,
    version: loaded.version + 1,
    commitId: randomUUID(),
    committedAt: new Date().toISOString(),
    actor,
    correlationId,
    causationId,
    events: raised,
  };
}

function expectVersion(version: number, { expectedVersion }: CommandContext): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw refused.otherVersion(version);
}

function pause(attempt: number): number {
  return Math.random() * Math.min(PAUSE.longest, PAUSE.shortest * 2 ** attempt);
}
