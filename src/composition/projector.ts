import { isTransient } from '../aws/transient';
import type { EventLog } from '../eventsourcing/log/event-log';
import type { Logger } from '../eventsourcing/logger';
import { Consumers } from '../eventsourcing/consuming/consumers';
import { ProjectionConsumer } from '../eventsourcing/consuming/projection-consumer';
import type { ProjectionStore } from '../eventsourcing/consuming/projection-store';
import { EVENT_LOG, LOGGER, PROJECTION_STORE } from '../eventsourcing/tokens';
import { createContainer } from './container';
import { Environment } from './environment';
import { eventSchemas, moduleOf, modules } from './modules';
import { resolverOf } from './resolver';

/** The projector of everything that follows the aggregate that AGGREGATE_TYPE names, whoever owns it. */
export function projectorOf(environment = new Environment()): { projector: Consumers; logger: Logger } {
  const { aggregate } = moduleOf(environment.aggregateType);
  const container = createContainer(modules, environment);
  const resolve = resolverOf(container);
  const logger = container.get<Logger>(LOGGER);
  const store = container.get<ProjectionStore>(PROJECTION_STORE);
  const followers = modules
    .flatMap(({ projections }) => projections.map(resolve))
    .filter(({ source }) => source.type === aggregate.type)
    .map((projection) => new ProjectionConsumer(projection, store));
  const log = container.get<EventLog>(EVENT_LOG);
  const doorbells = { ring: () => Promise.reject(new Error('There is no catch-up queue yet.')) };
  const ports = { log, schemas: eventSchemas, doorbells, isTransient, logger };
  return { projector: new Consumers('Projector', followers, ports), logger };
}
