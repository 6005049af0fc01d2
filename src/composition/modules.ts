import { iamModule } from '../contexts/iam/iam.module';
import type { AggregateModule, ContextModule } from '../eventsourcing/aggregate-module';
import { EventSchemas } from '../eventsourcing/log/event-schemas';

/** Every bounded context of the application. Add yours here. */
export const contexts: readonly ContextModule[] = [iamModule];

export const modules: readonly AggregateModule[] = contexts.flatMap(({ aggregates }) => aggregates);

/** Of all modules: enrichers and projections read events of aggregates that their function does not serve. */
export const eventSchemas = new EventSchemas(modules.map(({ events }) => events));

/** @throws Error when there is no such aggregate */
export function moduleOf(type: string): AggregateModule {
  const found = modules.find(({ aggregate }) => aggregate.type === type);
  if (found) return found;
  const known = modules.map(({ aggregate }) => aggregate.type).join(', ');
  throw new Error(`AGGREGATE_TYPE is ${type}; known are ${known}. Add its module to its context.`);
}
