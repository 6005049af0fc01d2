import type { Aggregate, AggregateClass } from '../../kernel/aggregate-root';
import type { AggregateVersion } from '../../kernel/command';
import type { DomainEvent } from '../../kernel/domain-event';
import { eventsOf, type EventsRequest, type HistoricEvent } from '../log/event-pages';
import { parseStream, streamOf } from '../log/commit';
import type { Page } from '../page';
import { AggregateCache } from './remembered-state';
import type { Answered, CommandContext } from './command-context';
import type { WritingPorts } from './event-store';
import type { UniqueValueRule } from './unique-value';
import { UnitOfWork, type WritingOf } from './unit-of-work';

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
  private readonly shared: WritingOf<A>;
  /** Aggregates whose loaded state is the log's. */
  private readonly found = new WeakSet<A>();

  constructor(
    aggregate: AggregateClass<A>,
    uniqueValues: UniqueValueRule<A['state']>,
    ports: WritingPorts,
    cache = new AggregateCache(),
  ) {
    this.shared = { aggregate, uniqueValues, ports, cache };
  }

  /** The aggregate as the log has it now; nothing when nothing has happened to it yet. */
  async findOne(id: string): Promise<A | undefined> {
    const unit = UnitOfWork.from(this.shared, id);
    await unit.read();
    this.found.add(unit.aggregate);
    return unit.aggregate.version === 0 ? undefined : unit.aggregate;
  }

  /**
   * Some of all the aggregates of this type. It walks the log, so it is for repairs and audits, in small numbers of
   * large pages, and needs a permission that the functions do not have; lists for users are read from read tables.
   *
   * @param page `limit` bounds the aggregates; there may be fewer, even none, and still a `next`
   */
  async findAll({ limit, after }: { limit: number; after?: string }): Promise<AggregatePage<A>> {
    const { aggregate, ports } = this.shared;
    const { streams, next } = await ports.directory.streams(aggregate.type, limit, after);
    const found = await Promise.all(streams.map((stream) => this.findOne(parseStream(stream).id)));
    return { aggregates: found.filter((each) => each !== undefined), ...(next !== undefined && { next }) };
  }

  /**
   * What has happened to an aggregate, page by page.
   *
   * @throws DomainError malformed-cursor
   */
  async events(id: string, page: EventsRequest): Promise<Page<HistoricEvent>> {
    const { aggregate, ports } = this.shared;
    return eventsOf(ports.events, streamOf(aggregate.type, id), page);
  }

  /** An aggregate to look at, to which these events have happened. @throws UnknownEventError */
  hydrate(id: string, events: readonly DomainEvent[]): A {
    const aggregate = new this.shared.aggregate(id);
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
   * @param decide may return an object, of up to 4,096 characters of JSON: the command, and each repeat of it under its
   *   idempotency key, is answered with it beside id and version
   * @throws DomainError what `decide` refuses; `outdated` for another version than the expected one;
   *   `conflict` for a value that is taken; `unavailable` when the aggregate is too busy
   */
  async change<Returned>(
    id: string,
    context: CommandContext,
    decide: (aggregate: A) => Returned,
  ): Promise<Answered<Returned>> {
    const result = await UnitOfWork.from(this.shared, id).carryOut(context, decide);
    return result as Answered<Returned>;
  }

  /** Like `change`, for an aggregate that should not exist yet: reads nothing when that is so. */
  async create<Returned>(
    id: string,
    context: CommandContext,
    decide: (aggregate: A) => Returned,
  ): Promise<Answered<Returned>> {
    const result = await UnitOfWork.from(this.shared, id).assumeNew().carryOut(context, decide);
    return result as Answered<Returned>;
  }

  /**
   * Commits what an aggregate has raised since it was found, or a new one was made, without deciding again.
   *
   * @throws DomainError as `change` does; `conflict` when another writer was faster
   */
  async commit(aggregate: A, context: CommandContext): Promise<AggregateVersion> {
    const { id, loaded } = aggregate;
    if (loaded.version > 0 && !this.found.has(aggregate)) {
      throw new Error(
        `${this.shared.aggregate.type} ${id} was not found in the log: only what findOne gave is committed.`,
      );
    }
    const accepted = await UnitOfWork.on(this.shared, aggregate).commit(context);
    // What was new until now is the log's as well, and may be changed and committed again.
    if (aggregate.loaded.version > 0) this.found.add(aggregate);
    return accepted;
  }
}
