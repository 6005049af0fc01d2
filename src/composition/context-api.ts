import type { ContextModule } from '../eventsourcing/aggregate-module';
import type { Logger } from '../eventsourcing/logger';
import { LOGGER } from '../eventsourcing/tokens';
import { Router } from '../http';
import { createContainer, resolverOf } from './container';
import { Environment } from './environment';

/** Serves the routes of a context: its command and its query function have the same code and other permissions. */
export function contextApi(context: ContextModule, environment = new Environment()): Router {
  const container = createContainer(context, environment);
  const controllers = context.aggregates.flatMap((module) => module.controllers);
  return new Router({ controllers, resolve: resolverOf(container), logger: container.get<Logger>(LOGGER) });
}
