import type { DomainEvent } from '../../kernel/domain-event';
import { applyEvent, type Fold } from '../../kernel/fold';
import type { EventStore } from './event-store';

/** The state that a stream has now: what an enricher uses to look at another aggregate. @throws UnknownEventError */
export async function foldStream<State, E extends DomainEvent>(
  log: EventStore,
  stream: string,
  fold: Fold<State, E>,
): Promise<State> {
  let state = fold.initial;
  for await (const { events, version } of log.read(stream)) {
    for (const [index, event] of events.entries()) {
      state = applyEvent(fold, state, event, () => ({ stream, version: version + index }));
    }
  }
  return state;
}
