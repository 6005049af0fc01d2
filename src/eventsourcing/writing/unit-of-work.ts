import type { Aggregate, AggregateClass } from '../../kernel/aggregate-root';
import type { AggregateVersion } from '../../kernel/command';
import { attempts, whilePatient } from './attempts';
import { checkNext, newCommit, streamOf, type Commit } from '../log/commit';
import { foldOf, stateText, type StoreMark, type AggregateCache } from './remembered-state';
import * as idempotency from './command-context';
import { expectVersion, type CommandContext } from './command-context';
import type { AppendOptions, AppendResult, Winner, WritingPorts } from './event-store';
import * as refused from './refusals';
import { checkDeclared, uniqueValueChanges, uniqueValuesOf, type UniqueValueRule } from './unique-value';

/**
 * What is known of the aggregate's state:
 * - `nothing`: it has to be read before anything is decided. What is remembered may still save a part of the reading.
 * - `assumed`: it is remembered, or made of what is remembered and of the commit that was faster. A command may be
 *   decided on it and appended, as the append succeeds only if it is the newest; it may not be refused.
 * - `read`: the log was read, and nothing newer is known: a command may be refused as well.
 */
type Knowledge = 'nothing' | 'assumed' | 'read';

/** Whether `busy` or not is found out by sending again; the rest is for the unit of work to decide. */
type KnownResult = Exclude<AppendResult, { readonly outcome: 'busy' }>;

type Alongside = AppendOptions & Required<Pick<AppendOptions, 'uniqueValues'>>;

/** What the units of work on all aggregates of one type have in common. */
export interface WritingOf<A extends Aggregate> {
  readonly aggregate: AggregateClass<A>;
  readonly uniqueValues: UniqueValueRule<A['state']>;
  readonly ports: WritingPorts;
  readonly cache: AggregateCache;
}

/**
 * One command's work on one aggregate: its state, what is known of how new that is, and the way to a commit.
 *
 *     nothing --read--> read --decide--> append, or refuse, or nothing to do
 *     assumed --decide--> append; whatever else comes of it: read, and decide again
 *     append --appended, repeated--> done
 *            --conflict--> assumed the first time, on top of the winner; nothing from then on
 *            --taken--> refuse what was decided on a state that was read; nothing otherwise
 *            --busy--> append the same commit again
 */
export class UnitOfWork<A extends Aggregate> {
  readonly stream: string;
  private knowledge: Knowledge = 'nothing';
  private mark: StoreMark | undefined;
  /** Whether nobody else has been seen to write to the stream. */
  private isAlone = true;
  private readonly until = whilePatient();

  private constructor(
    private readonly shared: WritingOf<A>,
    readonly aggregate: A,
  ) {
    this.stream = streamOf(shared.aggregate.type, aggregate.id);
  }

  /** On an aggregate as it is remembered. */
  static from<A extends Aggregate>(shared: WritingOf<A>, id: string): UnitOfWork<A> {
    const unit = new UnitOfWork(shared, new shared.aggregate(id));
    const remembered = shared.cache.get(unit.stream);
    if (!remembered) return unit;
    unit.aggregate.restore(remembered);
    unit.mark = remembered.mark;
    if (remembered.isTrusted) unit.knowledge = 'assumed';
    return unit;
  }

  /** On an aggregate that has raised already what is to be committed. */
  static on<A extends Aggregate>(shared: WritingOf<A>, aggregate: A): UnitOfWork<A> {
    const unit = new UnitOfWork(shared, aggregate);
    unit.mark = shared.cache.get(unit.stream)?.mark;
    return unit;
  }

  /** Takes it that an aggregate of which nothing is remembered does not exist. */
  assumeNew(): this {
    if (this.aggregate.version === 0) this.knowledge = 'assumed';
    return this;
  }

  /** Reads what is new, and forgets what was raised. @throws UnknownEventError; Error for a gap in the stream */
  async read(): Promise<void> {
    const { aggregate, shared, stream } = this;
    aggregate.rollback();
    const { version } = aggregate;
    const { snapshot, commits, mark } = await shared.ports.events.load(stream, foldOf(aggregate), version);
    if (snapshot) aggregate.restore({ state: JSON.parse(snapshot.state), version: snapshot.version });
    for await (const commit of commits) this.add(commit);
    this.mark = mark ?? this.mark;
    if (version > 0 && aggregate.version > version) this.isAlone = false;
    this.knowledge = 'read';
    this.remember(JSON.stringify(aggregate.state).length);
  }

  /** Decides and appends until the command is carried out or refused. @throws as `Repository.change` */
  async carryOut(context: CommandContext, decide: (aggregate: A) => unknown): Promise<AggregateVersion> {
    const { records } = this.shared.ports;
    for await (const attempt of attempts(this.until)) {
      let details: object | undefined;
      try {
        details = await this.decide(context, decide);
      } catch (refusal) {
        return await idempotency.resultInsteadOf(refusal, records, context);
      }
      const { id, version, raised } = this.aggregate;
      if (raised.length === 0)
        return await idempotency.resultOfNothing({ id, version }, details, records, context);
      const result = await this.append(context, details);
      switch (result.outcome) {
        case 'appended':
          return { ...details, id, version };
        case 'repeated':
          return idempotency.resultOf(result.record, context);
        case 'taken':
          if (this.knowledge === 'read') throw refused.taken(result.value);
          this.lost();
          break;
        case 'conflict':
          // The first winner is probably the newest commit; after that it is cheaper to read than to lose again.
          this.lost(attempt === 0 ? result.winner : undefined);
      }
    }
    throw refused.tooBusy();
  }

  /** Appends what has been raised, or else refuses it: nothing is decided again. @throws as `Repository.commit` */
  async commit(context: CommandContext): Promise<AggregateVersion> {
    const { id, version, loaded, raised } = this.aggregate;
    const { records } = this.shared.ports;
    try {
      expectVersion(loaded.version, context);
    } catch (refusal) {
      return idempotency.resultInsteadOf(refusal, records, context);
    }
    if (raised.length === 0) return idempotency.resultOfNothing({ id, version }, undefined, records, context);
    const result = await this.append(context);
    switch (result.outcome) {
      case 'appended':
        return { id, version };
      case 'repeated':
        return idempotency.resultOf(result.record, context);
      case 'taken':
        throw refused.taken(result.value);
      case 'conflict':
        throw refused.changedMeanwhile();
    }
  }

  /**
   * Leaves the events raised, and returns what the command is answered beside id and version. A decision on an assumed
   * state stands only if events came of it, as the append proves the state to be the newest.
   */
  private async decide(
    context: CommandContext,
    decide: (aggregate: A) => unknown,
  ): Promise<object | undefined> {
    const attempt = (): object | undefined => {
      // What does not exist is not found before it is outdated (RFC 9110, 13.2.1): there, the decision comes first.
      if (this.aggregate.version > 0) expectVersion(this.aggregate.version, context);
      const details = idempotency.detailsOf(decide(this.aggregate));
      expectVersion(this.aggregate.loaded.version, context);
      return details;
    };
    if (this.knowledge === 'nothing') await this.read();
    if (this.knowledge === 'assumed') {
      try {
        const details = attempt();
        if (this.aggregate.raised.length > 0) return details;
      } catch {
        // Not a refusal yet: the state may be old. What still stands in the way of the newest one is thrown below.
      }
      await this.read();
    }
    return attempt();
  }

  /**
   * Sends one commit until it is known what became of it. `busy` can also mean that it is being written, and the answer
   * to it was lost: decided again, it would be a rival of itself.
   */
  private async append(context: CommandContext, details?: object): Promise<KnownResult> {
    const { aggregate, shared } = this;
    const commit = newCommit(this.stream, aggregate.loaded.version + 1, aggregate.raised, context);
    const state = stateText(shared.aggregate.type, aggregate.state);
    const alongside = this.alongside(state, idempotency.recordFor(aggregate, details, context));
    checkDeclared(alongside.uniqueValues, context.handled);
    let inProgress = false;
    const tries = attempts(this.until);
    while ((await tries.next()).done !== true) {
      const result = await shared.ports.events.append(commit, alongside);
      if (result.outcome === 'appended') {
        aggregate.committed();
        this.mark = result.mark;
        this.remember(state.length);
      }
      if (result.outcome === 'repeated') idempotency.refuseSecondCommit(result.record, context);
      if (result.outcome !== 'busy') return result;
      ({ inProgress } = result);
    }
    throw inProgress ? refused.inProgress() : refused.tooBusy();
  }

  /** @param state after the commit, as JSON */
  private alongside(state: string, record?: idempotency.IdempotencyRecord): Alongside {
    const { aggregate, shared, mark } = this;
    const valuesOf = (of: A['state']): ReturnType<typeof uniqueValuesOf> =>
      uniqueValuesOf(shared.aggregate.type, shared.uniqueValues, of);
    return {
      uniqueValues: uniqueValueChanges(valuesOf(aggregate.loaded.state), valuesOf(aggregate.state)),
      snapshot: { state, fold: foldOf(aggregate), mark },
      ...(record && { record }),
    };
  }

  /** What was raised is not in the log. @param winner the commit to go on from; without one the log is read */
  private lost(winner?: Winner): void {
    const { aggregate } = this;
    aggregate.rollback();
    this.isAlone = false;
    this.knowledge = 'nothing';
    if (winner?.commit.version !== aggregate.version + 1) return;
    this.add(winner.commit);
    this.mark = winner.mark;
    this.knowledge = 'assumed';
  }

  private add(commit: Commit): void {
    checkNext(commit, this.stream, this.aggregate.version);
    for (const event of commit.events) this.aggregate.hydrate(event);
  }

  private remember(size: number): void {
    const { aggregate, shared, mark, isAlone } = this;
    // Or requests for what does not exist would push out what does.
    if (aggregate.loaded.version === 0) return;
    shared.cache.put(this.stream, { ...aggregate.loaded, mark, isTrusted: isAlone }, size);
  }
}
