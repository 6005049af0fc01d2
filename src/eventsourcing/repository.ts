import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Aggregate, AggregateClass } from '../kernel/aggregate-root';
import type { Accepted } from '../kernel/command';
import { DomainError } from '../kernel/domain-error';
import { claimChanges, type Claim, type ClaimRule } from './claim';
import type { CommandContext } from './command-context';
import type { Commit } from './commit';
import type { AppendResult, EventStore } from './event-store';
import { streamOf } from './stream';

/** Enough for a hundred writers of one aggregate at once; then the client is asked to come back. */
const ATTEMPTS = 12;
/** Milliseconds; doubled at each attempt up to the longest, and spread at random so that rivals part. */
const PAUSE = { shortest: 5, longest: 200 };

/** The injection token of an aggregate's repository. */
export function repositoryOf(aggregate: AggregateClass): symbol {
  return Symbol.for(`repository of ${aggregate.type}`);
}

/** Loads aggregates from the log and commits what they decide. */
export class Repository<A extends Aggregate = Aggregate> {
  constructor(
    private readonly aggregate: AggregateClass<A>,
    private readonly claims: ClaimRule<A['state']>,
    private readonly store: EventStore,
  ) {}

  /** The aggregate as the log has it now; at version 0 when nothing has happened to it yet. */
  async find(id: string): Promise<A> {
    return this.catchUp(new this.aggregate(id));
  }

  /**
   * Loads the aggregate, lets `decide` act on it and commits the events that it raised. When another writer was
   * faster, `decide` is called again on the newer state; it must have no effect but on the aggregate.
   *
   * @throws DomainError what `decide` refuses; `precondition-failed` for another version than the expected one;
   *   `conflict` for a value that is taken; `unavailable` when the aggregate is too busy
   */
  async change(id: string, context: CommandContext, decide: (aggregate: A) => void): Promise<Accepted> {
    const aggregate = new this.aggregate(id);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(pause(attempt));
      await this.catchUp(aggregate);
      expectVersion(aggregate, context);

      const { state, version } = aggregate;
      decide(aggregate);
      const result = await this.commit(aggregate, state, version, context);
      if (result.outcome === 'appended') return { id, version: aggregate.version };
      if (result.outcome === 'claimed') throw taken(result.claim);
      aggregate.restore(state, version);
    }
    throw new DomainError('unavailable', 'too-busy', 'Too many changes at once; try again.', {
      retryAfter: 1,
    });
  }

  private async catchUp(aggregate: A): Promise<A> {
    const stream = streamOf(this.aggregate.type, aggregate.id);
    for await (const commit of this.store.read(stream, aggregate.version)) {
      commit.events.forEach((event) => {
        aggregate.hydrate(event);
      });
    }
    return aggregate;
  }

  private async commit(
    aggregate: A,
    before: A['state'],
    version: number,
    { correlationId, causationId, actor }: CommandContext,
  ): Promise<AppendResult> {
    if (aggregate.raised.length === 0) return { outcome: 'appended' };
    const commit: Commit = {
      stream: streamOf(this.aggregate.type, aggregate.id),
      version: version + 1,
      commitId: randomUUID(),
      committedAt: new Date().toISOString(),
      actor,
      correlationId,
      causationId,
      events: aggregate.raised,
    };
    return this.store.append(commit, claimChanges(this.claims(before), this.claims(aggregate.state)));
  }
}

function expectVersion({ version }: Aggregate, { expectedVersion }: CommandContext): void {
  if (expectedVersion === undefined || expectedVersion === version) return;
  throw new DomainError(
    'precondition-failed',
    'version-mismatch',
    `The version is ${version} now; read it again.`,
  );
}

function taken({ scope, name }: Claim): DomainError {
  return new DomainError('conflict', `${scope}/${name}-taken`, `This ${name} is taken.`);
}

function pause(attempt: number): number {
  return Math.random() * Math.min(PAUSE.longest, PAUSE.shortest * 2 ** attempt);
}
