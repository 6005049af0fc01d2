import type { Logger } from '../eventsourcing/logger';
import { LOGGER } from '../eventsourcing/tokens';
import { Router } from '../http';
import { createContainer } from './container';
import { Environment } from './environment';
import { moduleOf } from './modules';
import { resolverOf } from './resolver';

/** Serves the aggregate that AGGREGATE_TYPE names. */
export function aggregateApi(environment = new Environment()): Router {
  const module = moduleOf(environment.aggregateType);
  const container = createContainer([module], environment);
  const { controllers } = module;
  return new Router({ controllers, resolve: resolverOf(container), logger: container.get<Logger>(LOGGER) });
}
