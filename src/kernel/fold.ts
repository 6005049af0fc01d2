import type { DataOf, DomainEvent } from './domain-event';
import type { JsonObject } from './json';

/**
 * How a stream becomes state: a start and one pure step for every event type.
 *
 * The steps are a mapped type, so that an event without its step does not compile. They return the new state and
 * leave the old one as it was: a command that lost a race is decided again from the state before it. A state is plain
 * JSON, as snapshots keep it.
 */
export interface Fold<State extends JsonObject<State>, E extends DomainEvent> {
  /**
   * Raise it when a step changes what the same events lead to, or the state gets another shape: snapshots of other
   * revisions are passed over. 1 when absent.
   */
  readonly revision?: number;
  readonly initial: State;
  readonly apply: { readonly [T in E['type']]: (state: State, data: DataOf<E, T>) => State };
}

/** Where in the log an event is. */
export interface EventPosition {
  /** `iam/user#<uuid>` */
  readonly stream: string;
  readonly version: number;
}

/** The log holds an event that this code does not know: it was written by newer code, or its step was taken away. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
  readonly stream: string;
  readonly version: number;

  /** @param reader what came upon the event, as in "is unknown to the fold" */
  constructor(
    readonly eventType: string,
    { stream, version }: EventPosition,
    reader: string,
  ) {
    super(
      `The event ${eventType} at version ${version} of ${stream} is unknown to ${reader}; deploy the code that knows it, or add its step.`,
    );
    this.stream = stream;
    this.version = version;
  }
}

/** Applies one event. @throws UnknownEventError for a type outside the fold, which is never skipped silently */
export function applyEvent<State extends JsonObject<State>, E extends DomainEvent>(
  fold: Fold<State, E>,
  state: State,
  event: DomainEvent,
  place: () => EventPosition,
): State {
  const steps: Readonly<Record<string, ((state: State, data: never) => State) | undefined>> = fold.apply;
  const step = Object.hasOwn(steps, event.type) ? steps[event.type] : undefined;
  if (!step) throw new UnknownEventError(event.type, place(), 'the fold');
  return step(state, event.data as never);
}
