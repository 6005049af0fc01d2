import type { DataOf, DomainEvent } from './domain-event';

/**
 * How a stream becomes state: a start and one pure step for every event type.
 *
 * The steps are a mapped type, so that an event without its step does not compile. They return the new state and
 * leave the old one as it was: a command that lost a race is decided again from the state before it.
 */
export interface Fold<State, E extends DomainEvent> {
  readonly initial: State;
  readonly apply: { readonly [T in E['type']]: (state: State, data: DataOf<E, T>) => State };
}

/** The log holds an event that this code does not know: deploy the code that does, or add an upcaster. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';

  constructor(
    readonly eventType: string,
    readonly where: string,
  ) {
    super(`${where} does not know the event type ${eventType}; deploy the code that does, or add its step.`);
  }
}

/** Applies one event. @throws UnknownEventError for a type outside the fold, which is never skipped silently */
export function applyEvent<State, E extends DomainEvent>(
  fold: Fold<State, E>,
  state: State,
  event: DomainEvent,
  where: () => string,
): State {
  const steps: Readonly<Record<string, ((state: State, data: never) => State) | undefined>> = fold.apply;
  const step = Object.hasOwn(steps, event.type) ? steps[event.type] : undefined;
  if (!step) throw new UnknownEventError(event.type, where());
  return step(state, event.data as never);
}
