import { iamModule } from '../contexts/iam/iam.module';
import type { AggregateModule, ContextModule } from '../eventsourcing/aggregate-module';

/** Every bounded context of the application. Add yours here. */
export const contexts: readonly ContextModule[] = [iamModule];

export const modules: readonly AggregateModule[] = contexts.flatMap(({ aggregates }) => aggregates);

/** @throws Error when there is no such aggregate */
export function moduleOf(type: string): AggregateModule {
  const found = modules.find(({ aggregate }) => aggregate.type === type);
  if (found) return found;
  const known = modules.map(({ aggregate }) => aggregate.type).join(', ');
  throw new Error(`AGGREGATE_TYPE is ${type}; known are ${known}. Add its module to its context.`);
}
