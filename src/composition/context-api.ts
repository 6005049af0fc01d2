import type { ContextModule } from '../eventsourcing/aggregate-module';
import type { Logger } from '../eventsourcing/logger';
import { LOGGER } from '../eventsourcing/tokens';
import { Router } from '../http';
import { RATE_LIMITS, type RateLimits } from '../outside/rate-limits';
import { createContainer, resolverOf } from './container';
import { Environment } from './environment';
import type { Provide } from './outside/provide';

/**
 * Serves the routes of a context: its command and its query function have the same code and other permissions.
 *
 * @param outside what its commands and limits need of the world outside
 */
export function contextApi(
  context: ContextModule,
  outside: readonly Provide[] = [],
  environment = new Environment(),
): Router {
  const container = createContainer(context, environment, outside);
  const controllers = context.aggregates.flatMap((module) => module.controllers);
  return new Router({
    controllers,
    resolve: resolverOf(container),
    logger: container.get<Logger>(LOGGER),
    limits: () => container.get<RateLimits>(RATE_LIMITS),
  });
}
