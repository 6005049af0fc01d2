import type { DataOf, DomainEvent } from './domain-event';
import { applyEvent, type Fold } from './fold';

/** An aggregate as the engine sees it. */
export interface Aggregate<State = unknown> {
  readonly id: string;
  readonly state: State;
  /** Number of the last event that is part of the state, raised ones included; 0 when nothing has happened yet. */
  readonly version: number;
  /** Events raised since the aggregate was loaded, oldest first. */
  readonly raised: readonly DomainEvent[];
  /** Adds what has already happened. @throws UnknownEventError */
  hydrate(event: DomainEvent): void;
  /** Goes back to a state that was read before, forgetting what was raised since. */
  restore(state: State, version: number): void;
}

/** What the engine needs to know of an aggregate class. */
export interface AggregateClass<A extends Aggregate = Aggregate> {
  new (id: string): A;
  /** `context/aggregate`, the prefix of its streams, events and commands. */
  readonly type: string;
}

/**
 * The consistency boundary: actions check the rules and raise events, and events alone change the state.
 *
 * A subclass has one method for each action: `check` the rules, then `raise` the event.
 */
export abstract class AggregateRoot<State, E extends DomainEvent> implements Aggregate<State> {
  #state: State;
  #loaded = 0;
  #raised: DomainEvent[] = [];

  protected constructor(
    readonly id: string,
    private readonly fold: Fold<State, E>,
  ) {
    this.#state = fold.initial;
  }

  get state(): State {
    return this.#state;
  }

  get version(): number {
    return this.#loaded + this.#raised.length;
  }

  get raised(): readonly DomainEvent[] {
    return this.#raised;
  }

  hydrate(event: DomainEvent): void {
    const where = (): string => `${this.constructor.name} ${this.id} at version ${this.version + 1}`;
    this.#state = applyEvent(this.fold, this.#state, event, where);
    this.#loaded += 1;
  }

  restore(state: State, version: number): void {
    this.#state = state;
    this.#loaded = version;
    this.#raised = [];
  }

  protected raise<T extends E['type']>(type: T, data: DataOf<E, T>): void {
    this.#state = this.fold.apply[type](this.#state, data);
    this.#raised.push({ type, data });
  }
}
