import type { DataOf, DomainEvent } from './domain-event';
import { applyEvent, type EventPosition, type Fold } from './fold';
import { jsonFault, type JsonObject } from './json';

/** An aggregate as the engine sees it. */
export interface Aggregate<State = unknown> {
  readonly id: string;
  readonly state: State;
  /** Number of the last event that is part of the state, raised ones included; 0 when nothing has happened yet. */
  readonly version: number;
  /** Events raised since the aggregate was loaded, oldest first. */
  readonly raised: readonly DomainEvent[];
  /** As the log has it: without what was raised since. */
  readonly loaded: Loaded<State>;
  /** Of the fold that makes the state. */
  readonly revision: number;
  /** The events that the fold knows. */
  readonly eventTypes: readonly string[];
  /** Adds what has already happened. @throws UnknownEventError; Error while raised events wait to be committed */
  hydrate(event: DomainEvent): void;
  /** Starts from a state that was folded before. */
  restore(loaded: Loaded<State>): void;
  /** Forgets what was raised. */
  rollback(): void;
  /** What was raised is part of the log now. */
  committed(): void;
}

/** A state and the version that it includes. */
export interface Loaded<State = unknown> {
  readonly state: State;
  readonly version: number;
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
 * A subclass has one method for each action: `check` the rules, then `apply` the event.
 */
export abstract class AggregateRoot<
  State extends JsonObject<State>,
  E extends DomainEvent,
> implements Aggregate<State> {
  #loaded: Loaded<State>;
  #state: State;
  #raised: DomainEvent[] = [];

  protected constructor(
    readonly id: string,
    private readonly fold: Fold<State, E>,
  ) {
    this.#loaded = { state: fold.initial, version: 0 };
    this.#state = fold.initial;
  }

  get state(): State {
    return this.#state;
  }

  get version(): number {
    return this.#loaded.version + this.#raised.length;
  }

  get raised(): readonly DomainEvent[] {
    return this.#raised;
  }

  get loaded(): Loaded<State> {
    return this.#loaded;
  }

  get revision(): number {
    return this.fold.revision ?? 1;
  }

  get eventTypes(): readonly string[] {
    return Object.keys(this.fold.apply);
  }

  hydrate(event: DomainEvent): void {
    if (this.#raised.length > 0) throw new Error(`${this.stream} has events to commit: roll it back first.`);
    const place = (): EventPosition => ({ stream: this.stream, version: this.version + 1 });
    const state = applyEvent(this.fold, this.#state, event, place);
    this.restore({ state, version: this.version + 1 });
  }

  restore(loaded: Loaded<State>): void {
    this.#loaded = loaded;
    this.rollback();
  }

  rollback(): void {
    this.#state = this.#loaded.state;
    this.#raised = [];
  }

  committed(): void {
    this.restore({ state: this.#state, version: this.version });
  }

  /**
   * Raises an event: it is part of the state at once, and of the log with the next commit.
   *
   * @throws TypeError for data that the log would give back as something else
   */
  protected apply<T extends E['type']>(type: T, data: DataOf<E, T>): void {
    if (!Object.hasOwn(this.fold.apply, type)) throw this.withoutStep(type);
    const logged = loggedData(type, data);
    this.#state = this.fold.apply[type](this.#state, logged);
    this.#raised.push({ type, data: logged });
  }

  /** The compiler would have told; what runs without it, as under `npm start`, is told here. */
  private withoutStep(type: string): TypeError {
    const { type: aggregate } = this.constructor as unknown as AggregateClass;
    const fix = `add '${type}': (state, data) => ... to \`apply\` of the fold (npm run check:types names all that are missing).`;
    return new TypeError(`${aggregate} raised ${type}, and its fold has no step for it: ${fix}`);
  }

  /** Its name in messages: minifiers rename classes. */
  private get stream(): string {
    const { type } = this.constructor as unknown as AggregateClass;
    return `${type}#${this.id}`;
  }
}

/**
 * The data of an event as the log will give it back, sharing nothing with what it was made of.
 *
 * @throws TypeError that names the event, the field and what is wrong with its value, for what JSON would change
 */
function loggedData<Data extends object>(type: string, data: Data): Data {
  const fault = jsonFault(data);
  if (fault) {
    const { path, kind, fix } = fault;
    const place = path === '' ? 'The data' : path;
    throw new TypeError(`${place} of the event ${type} is ${kind}; events hold JSON alone.${fix}`);
  }
  return JSON.parse(JSON.stringify(data)) as Data;
}
