import type { Aggregate, AggregateClass, AggregateRoot } from '../../src/kernel/aggregate-root';
import { DomainError, type ErrorKind } from '../../src/kernel/domain-error';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { jsonFault } from '../../src/kernel/json';
import { frozen } from '../../scripts/corpus/frozen';

/** The union of events that an aggregate is a fold of. */
export type EventsOf<A extends Aggregate> =
  A extends AggregateRoot<infer S, infer E> ? ([S] extends [A['state']] ? E : never) : never;

/**
 * Given what has happened, when an action is tried, then these events follow or it is refused.
 *
 * @example
 * given(User, registered).when((user) => user.disable()).then({ type: 'iam/user/disabled', data: {} });
 * given(User).when((user) => user.disable()).refused('not-found', 'iam/user/not-found');
 */
export function given<A extends Aggregate>(
  aggregate: AggregateClass<A>,
  ...history: readonly NoInfer<EventsOf<A>>[]
): Given<A> {
  return new Given(aggregate, history);
}

class Given<A extends Aggregate> {
  constructor(
    private readonly aggregate: AggregateClass<A>,
    private readonly history: readonly DomainEvent[],
  ) {}

  /** Tries an action on a fresh aggregate with this history. */
  when(action: (aggregate: A) => void): Outcome<EventsOf<A>> {
    const aggregate = new this.aggregate('8c1bd3a4-0b5e-4c11-9d0f-1d2f6a3e7b90');
    for (const event of this.history) aggregate.hydrate(frozen(event));
    // An action or a step that changes the state in place would change what is remembered between commands.
    frozen(aggregate.state);
    const before = aggregate.state;
    try {
      action(aggregate);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      expect(aggregate.raised).toEqual([]);
      expect(aggregate.state).toBe(before);
      return new Outcome(aggregate.raised, error);
    }
    // Or a process that loads it from a snapshot would get another one.
    expect(jsonFault(aggregate.state)).toBeUndefined();
    return new Outcome(aggregate.raised);
  }
}

class Outcome<E> {
  constructor(
    private readonly raised: readonly DomainEvent[],
    private readonly error?: Error,
  ) {}

  /** Exactly these events were raised, in this order. */
  then(...events: readonly E[]): void {
    if (this.error) throw this.error;
    expect(this.raised).toEqual(events);
  }

  /** The action was refused with this code, for exactly these fields, and left the aggregate as it was. */
  refused(kind: ErrorKind, code: string, ...fields: readonly string[]): void {
    const { error } = this;
    if (error && !(error instanceof DomainError)) throw error;
    expect(error && { kind: error.kind, code: error.code }).toEqual({ kind, code });
    expect(error?.fields.map(({ field }) => field)).toEqual(fields);
  }
}
