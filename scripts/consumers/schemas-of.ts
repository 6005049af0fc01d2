import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { EventSchemas } from '../../src/eventsourcing/log/event-schemas';

/** Of all contexts: a projection may follow another one's events. */
export function schemasOf(contexts: readonly ContextModule[]): EventSchemas {
  return new EventSchemas(contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events)));
}
