import type { JsonObject } from '../../kernel/json';
import type { DomainEvent } from '../../kernel/domain-event';
import { applyEvent, type Fold } from '../../kernel/fold';
import type { EventLog } from './event-log';

/** The state that a stream has now: what an enricher uses to look at another aggregate. @throws UnknownEventError */
export async function foldStream<State extends JsonObject<State>, E extends DomainEvent>(
  log: EventLog,
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
