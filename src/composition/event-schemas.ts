import type { ContextModule } from '../eventsourcing/aggregate-module';
import type { Process } from '../eventsourcing/consuming/process';
import type { Projection } from '../eventsourcing/consuming/projection';
import { EventSchemas } from '../eventsourcing/log/event-schemas';
import type { EventSource } from '../kernel/event-source';
import type { Resolve } from './resolver';

/** Token of a context's `EventSchemas`. */
export const EVENT_SCHEMAS = Symbol('EventSchemas');

export function projectionsOf({ aggregates }: ContextModule, resolve: Resolve): Projection[] {
  return aggregates.flatMap(({ projections }) => projections.map((each) => resolve(each)));
}

export function processesIn({ processes }: ContextModule, resolve: Resolve): Process[] {
  return processes.map((each) => resolve(each));
}

/** All events that a context may read: those of its own aggregates, what it `reads`, and what its consumers follow. */
export function sourcesOf(context: ContextModule, resolve: Resolve): readonly EventSource[] {
  return [
    ...new Set([
      ...context.aggregates.map(({ events }) => events),
      ...context.reads,
      ...projectionsOf(context, resolve).map(({ source }) => source),
      ...processesIn(context, resolve).flatMap(({ follows }) => follows),
    ]),
  ];
}

/** The schemas of all events that a context may read. */
export function schemasOf(context: ContextModule, resolve: Resolve): EventSchemas {
  return new EventSchemas(sourcesOf(context, resolve));
}
