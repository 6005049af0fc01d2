import type { EventLog } from '../eventsourcing/log/event-log';
import type { Logger } from '../eventsourcing/logger';
import type { ProjectionStore } from '../eventsourcing/consuming/projection-store';
import { Projector } from '../eventsourcing/consuming/projector';
import { EVENT_LOG, LOGGER, PROJECTION_STORE } from '../eventsourcing/tokens';
import { createContainer } from './container';
import { Environment } from './environment';
import { eventSchemas, moduleOf, modules } from './modules';
import { resolverOf } from './resolver';

/** The projector of everything that follows the aggregate that AGGREGATE_TYPE names, whoever owns it. */
export function projectorOf(environment = new Environment()): { projector: Projector; logger: Logger } {
  const { aggregate } = moduleOf(environment.aggregateType);
  const container = createContainer(modules, environment);
  const resolve = resolverOf(container);
  const followers = modules
    .flatMap(({ projections }) => projections.map(resolve))
    .filter(({ source }) => source.type === aggregate.type);
  const logger = container.get<Logger>(LOGGER);
  const store = container.get<ProjectionStore>(PROJECTION_STORE);
  const log = container.get<EventLog>(EVENT_LOG);
  return { projector: new Projector(followers, store, log, eventSchemas, logger), logger };
}
