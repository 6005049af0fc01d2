import { LOGGER } from '../eventsourcing/tokens';
import type { Logger } from '../eventsourcing/logger';
import { Router, routesOf } from '../http';
import { createContainer } from './container';
import { Environment } from './environment';
import { createLogger } from './logger';
import { moduleOf, modules } from './modules';
import { resolverOf } from './resolver';
import { SystemController } from './system.controller';

/** Serves the aggregate that AGGREGATE_TYPE names. */
export function aggregateApi(environment = new Environment()): Router {
  const module = moduleOf(environment.aggregateType);
  const container = createContainer([module], environment);
  const { controllers } = module;
  return new Router({ controllers, resolve: resolverOf(container), logger: container.get<Logger>(LOGGER) });
}

/** Serves what belongs to no aggregate, and tells 405 from 404 for all the rest. */
export function systemApi(): Router {
  const elsewhere = modules
    .flatMap(({ controllers }) => controllers.flatMap(routesOf))
    .map(({ method, path }) => `${method} ${path}`);
  const system = new SystemController();
  return new Router({
    controllers: [SystemController],
    resolve: () => system,
    logger: createLogger(),
    elsewhere,
  });
}
